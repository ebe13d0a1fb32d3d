#include "processing/steps/pagelinks.h"

#include "processing/steps/srcset.h"
#include "processing/steps/treewalk.h"
#include "processing/steps/wholebody.h"
#include "processing/steps/xmltext.h"

#include <QCoreApplication>
#include <QSet>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PageLinks", text);
}

constexpr qsizetype mostAddressBytes = 8192;
constexpr qsizetype mostBytes = 64 << 20;
constexpr qsizetype mostTitle = 1000;

QByteArray attribute(xmlNode *node, const char *name)
{
    const XmlString value(xmlGetNoNsProp(node, toXml(name)));
    return fromXml(value.get()).toByteArray();
}

/// As browsers read it: without white space around and line breaks within. Not valid when it leads nowhere.
QUrl referenceOf(QByteArray written)
{
    written = written.trimmed();
    written.replace("\n", "").replace("\r", "").replace("\t", "");
    if (written.isEmpty() || written.startsWith('#') || written.size() > mostAddressBytes)
        return {};
    return QUrl(QString::fromUtf8(written));
}

class Collector
{
public:
    Collector(const QUrl &address, const QUrl &base, bool sameHost)
        : m_base(base), m_host(address.host()), m_sameHost(sameHost)
    {
    }

    void add(const QByteArray &written)
    {
        const auto reference = referenceOf(written);
        if (!reference.isValid())
            return;
        auto url = m_base.resolved(reference);
        if ((url.scheme() != QLatin1StringView("http") && url.scheme() != QLatin1StringView("https")) ||
            url.host().isEmpty() || (m_sameHost && url.host() != m_host))
            return;
        if (url.path().isEmpty())
            url.setPath(QStringLiteral("/"));
        const auto text = url.toString(QUrl::FullyEncoded | QUrl::RemoveFragment);
        if (m_seen.contains(text))
            return;
        m_seen.insert(text);
        m_addresses.append(text);
        m_size += text.size();
    }

    bool isFull() const { return m_size > mostBytes; }
    QStringList takeAddresses() { return std::move(m_addresses); }

private:
    QUrl m_base;
    QString m_host;
    bool m_sameHost;
    QSet<QString> m_seen{};
    QStringList m_addresses{};
    qsizetype m_size = 0;
};

void addLinks(xmlNode *node, LinkKind kind, Collector *links)
{
    if (node->type != XML_ELEMENT_NODE)
        return;
    if (kind != LinkKind::Images && (isElement(node, "a") || isElement(node, "area")))
        links->add(attribute(node, "href"));
    if (kind == LinkKind::Pages)
        return;
    if (isElement(node, "img"))
        links->add(attribute(node, "src"));
    if (isElement(node, "img") || isElement(node, "source")) {
        for (const auto &address : srcsetAddresses(attribute(node, "srcset")))
            links->add(address);
    }
}

bool isWithin(const xmlNode *node, QByteArrayView name)
{
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
        if (isElement(node, name))
            return true;
    }
    return false;
}

struct Head
{
    QUrl base;
    QString title{};
    bool hasBase = false;
};

void readHead(xmlNode *node, Head *head)
{
    if (!head->hasBase && isElement(node, "base") && xmlHasProp(node, toXml("href"))) {
        head->hasBase = true;
        const auto reference = referenceOf(attribute(node, "href"));
        if (reference.isValid())
            head->base = head->base.resolved(reference);
    }
    if (head->title.isNull() && isElement(node, "title") && !isWithin(node, "svg")) {
        const XmlString text(xmlNodeGetContent(node));
        head->title = QString::fromUtf8(fromXml(text.get())).simplified().left(mostTitle);
    }
}

} // namespace

Result<PageLinks> pageLinks(const DocumentTree &document, const QUrl &address, LinkKind kind, bool sameHost,
                            const CancelToken &token)
{
    auto *root = xmlDocGetRootElement(document.get());
    Head head{address};
    const bool headRead = walkTree(root, token, [&head](xmlNode *node) {
        readHead(node, &head);
        return true;
    });
    if (!headRead)
        return Cancelled{};
    Collector links(address, head.base, sameHost);
    const bool linksRead = walkTree(root, token, [kind, &links](xmlNode *node) {
        if (!links.isFull())
            addLinks(node, kind, &links);
        return !links.isFull();
    });
    if (!linksRead)
        return Cancelled{};
    if (links.isFull())
        return stepFailure(tr("the links of the page come to more than %1 MiB").arg(mostBytes >> 20));
    return PageLinks{links.takeAddresses(), head.title};
}

} // namespace sluice
