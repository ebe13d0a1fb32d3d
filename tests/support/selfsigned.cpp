#include "support/selfsigned.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

namespace sluice::test {

namespace {

struct Identity
{
    QByteArray key;
    QByteArray certificate;
};

QByteArray contents(BIO *bio)
{
    char *data = nullptr;
    const auto size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, qsizetype(size));
}

void addNames(X509 *certificate)
{
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> names(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1"), X509_EXTENSION_free);
    X509_add_ext(certificate, names.get(), -1);
}

Identity makeIdentity()
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    auto *x509 = certificate.get();
    ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509), -3600);
    X509_gmtime_adj(X509_getm_notAfter(x509), 24 * 3600);
    X509_set_pubkey(x509, key.get());
    auto *name = X509_get_subject_name(x509);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("localhost"), -1, -1,
                               0);
    X509_set_issuer_name(x509, name);
    X509_set_version(x509, X509_VERSION_3);
    addNames(x509);
    X509_sign(x509, key.get(), EVP_sha256());

    const std::unique_ptr<BIO, decltype(&BIO_free)> keyPem(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_PrivateKey(keyPem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    const std::unique_ptr<BIO, decltype(&BIO_free)> certificatePem(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_X509(certificatePem.get(), x509);
    return {contents(keyPem.get()), contents(certificatePem.get())};
}

const Identity &identity()
{
    static const auto made = makeIdentity();
    return made;
}

} // namespace

QByteArray selfSignedCertificate()
{
    return identity().certificate;
}

QByteArray selfSignedKey()
{
    return identity().key;
}

void startSelfSigned(QSslSocket *socket, const QByteArrayList &protocols)
{
    auto configuration = socket->sslConfiguration();
    configuration.setPrivateKey(QSslKey(selfSignedKey(), QSsl::Ec));
    configuration.setLocalCertificate(QSslCertificate(selfSignedCertificate()));
    configuration.setAllowedNextProtocols(protocols);
    socket->setSslConfiguration(configuration);
    socket->startServerEncryption();
}

} // namespace sluice::test
