// Pages and XML that mean harm, before every step that reads them.
#include "processing/recipe.h"
#include "toolrun.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace sluice;
using namespace sluice::test;

namespace {

const auto htmlType = u"text/html; charset=utf-8"_qs;
const auto xmlType = u"text/xml"_qs;

/// The standard error output goes to a file meanwhile.
class CapturedErrorOutput
{
public:
    explicit CapturedErrorOutput(const QString &path) : m_saved(dup(2))
    {
        const int file = open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(file, 2);
        close(file);
    }
    ~CapturedErrorOutput()
    {
        dup2(m_saved, 2);
        close(m_saved);
    }
    CapturedErrorOutput(const CapturedErrorOutput &) = delete;
    CapturedErrorOutput &operator=(const CapturedErrorOutput &) = delete;

private:
    int m_saved;
};

} // namespace

class HostileMarkupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isRefused_data();
    void isRefused();
    void isReadAllTheSame_data();
    void isReadAllTheSame();
    void loadsNothing_data();
    void loadsNothing();
    void theSameDocumentsHarmOthers();
    void isSilent();

private:
    QByteArray withSecret(QByteArray text) const;
    QTemporaryDir m_folder;
    QString m_secretFile;
    QTcpServer m_server;
};

static QString outcomeOf(const QString &name, const Body &body, QString *everything = nullptr)
{
    Recipe recipe;
    recipe.steps.push_back({name, {}});
    if (name == u"xpath"_qs)
        recipe.steps.front().parameters = {{u"query"_qs, u"//*"_qs}, {u"all"_qs, true}};
    if (name == u"text"_qs)
        recipe.steps.front().parameters = {{u"to"_qs, u"body"_qs}};
    const auto steps = instantiate(recipe);
    if (!steps)
        qFatal("%s", qPrintable(steps.error().message));
    StepInput input;
    input.body = body;
    input.url = QUrl(u"http://a.example/"_qs);
    const auto output = steps.value().front().step->run(input, {}, {});
    if (output && everything)
        *everything = QString::fromUtf8(QJsonDocument(output.value().columns).toJson() +
                                        (name == u"text"_qs ? output.value().body.data : QByteArray()));
    if (output.failed() && output.error().kind != ErrorKind::Step)
        return u"wrong kind of failure"_qs;
    return output ? u"read"_qs : output.error().message;
}

QByteArray HostileMarkupTest::withSecret(QByteArray text) const
{
    text.replace("FILE", "file://" + QFile::encodeName(m_secretFile));
    text.replace("HTTP", "http://127.0.0.1:" + QByteArray::number(m_server.serverPort()) + "/x");
    return text;
}

void HostileMarkupTest::initTestCase()
{
    m_secretFile = m_folder.filePath(u"secret"_qs);
    QFile file(m_secretFile);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("TOPSECRET") == 9);
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
}

void HostileMarkupTest::isRefused_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QString>("sentence");

    const auto deep = u"the document is nested more than 256 deep"_qs;
    QTest::newRow("deep page") << QByteArray("<div>").repeated(100'000) << htmlType << deep;
    QTest::newRow("deep page, closed") << QByteArray("<b>").repeated(100'000) + QByteArray("</b>").repeated(100'000)
                                       << htmlType << deep;
    QTest::newRow("deep XML") << QByteArray("<a>").repeated(100'000) + QByteArray("</a>").repeated(100'000) << xmlType
                              << deep;
    const auto attributes = u"the document has a tag with thousands of attributes"_qs;
    QByteArray tag = "<a";
    for (int i = 0; i < 200'000; ++i) // compared pairwise: a minute
        tag += " a" + QByteArray::number(i) + "=''";
    QTest::newRow("attributes of a page") << tag + "></a>" << htmlType << attributes;
    QTest::newRow("attributes in XML") << tag + "></a>" << xmlType << attributes;
    const auto nodes = u"the document has more than 2000000 elements and attributes"_qs;
    QTest::newRow("elements of a page") << "<p>" + QByteArray("<i/>").repeated(2'000'001) << htmlType << nodes;
    QTest::newRow("elements in XML") << "<a>" + QByteArray("<i/>").repeated(2'000'001) + "</a>" << xmlType << nodes;
    QTest::newRow("comments in XML") << "<a>" + QByteArray("<!---->").repeated(2'000'001) + "</a>" << xmlType << nodes;
    QTest::newRow("instructions in XML") << "<a>" + QByteArray("<?i?>").repeated(2'000'001) + "</a>" << xmlType
                                         << nodes;
    QTest::newRow("a large text") << "<p>" + QByteArray(11'000'000, 'x') << htmlType
                                  << u"the document holds a text of more than 10 MB in one piece, or memory ran out"_qs;
    const auto declares = u"the document declares entities or default values of attributes; such XML is not read"_qs;
    QByteArray laughs = "<!DOCTYPE a [<!ENTITY l0 'ha'>";
    for (int i = 1; i < 10; ++i)
        laughs += "<!ENTITY l" + QByteArray::number(i) + " '" +
                  QByteArray("&l%1;").replace("%1", QByteArray::number(i - 1)).repeated(10) + "'>";
    QTest::newRow("billion laughs") << laughs + "]><a>&l9;</a>" << xmlType << declares;
    QTest::newRow("default value") << QByteArray("<!DOCTYPE a [<!ATTLIST a x CDATA 'long'>]><a/>") << xmlType
                                   << declares;
    QTest::newRow("unparsed entity") << QByteArray(
                                            "<!DOCTYPE a [<!NOTATION n SYSTEM 'n'><!ENTITY e SYSTEM 'e' NDATA n>]><a/>")
                                     << xmlType << declares;
}

void HostileMarkupTest::isRefused()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, contentType);
    QFETCH(QString, sentence);
    for (const auto &step : {u"xpath"_qs, u"links"_qs, u"text"_qs}) {
        if (step != u"links"_qs || contentType == htmlType)
            QCOMPARE(outcomeOf(step, {data, {}, contentType}), sentence);
    }
    QFile sparse(m_folder.filePath(u"large"_qs));
    QVERIFY(sparse.open(QIODevice::WriteOnly) && sparse.resize(300 << 20));
    QCOMPARE(outcomeOf(u"xpath"_qs, {{}, sparse.fileName(), contentType}), u"the body is larger than 64 MiB"_qs);
    QCOMPARE(outcomeOf(u"links"_qs, {{}, sparse.fileName(), contentType}), u"the body is larger than 64 MiB"_qs);
    QCOMPARE(outcomeOf(u"text"_qs, {{}, sparse.fileName(), contentType}), u"the body is larger than 256 MiB"_qs);
}

void HostileMarkupTest::isReadAllTheSame_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("contentType");

    QTest::newRow("invalid UTF-8") << QByteArray("<p>a\xFF\xC0\xAF\xED\xA0\x80<b\xFE c=\x80>x") << htmlType;
    QTest::newRow("invalid UTF-8 in XML") << QByteArray("<p>a\xFF\xC0\xAF</p>") << xmlType;
    QTest::newRow("NUL") << "<p>" + QByteArray(2000, 'a') + QByteArray(2, '\0') + "<p>b" << htmlType;
    QTest::newRow("garbage") << QByteArray("<<<>&&#xFFFFFFFF;&#0;<!x<?y</><a b='<") << htmlType;
    QTest::newRow("deep, but not too much") << QByteArray("<div>").repeated(250) << htmlType;
    QTest::newRow("document type") << QByteArray("<!DOCTYPE a PUBLIC '-//x' 'HTTP' [<!ELEMENT a ANY>]><a>&x;</a>")
                                   << xmlType;
    QTest::newRow("many links") << "<p>" + QByteArray("<a href=x>y</a> ").repeated(100'000) << htmlType;
}

void HostileMarkupTest::isReadAllTheSame()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, contentType);
    for (const auto &step : {u"xpath"_qs, u"links"_qs, u"text"_qs}) {
        if (step != u"links"_qs || contentType == htmlType)
            QCOMPARE(outcomeOf(step, {data, {}, contentType}), u"read"_qs);
    }
}

static const QByteArray fileEntity = "<!DOCTYPE a [<!ENTITY e SYSTEM 'FILE'>]><a>&e;</a>";
static const QByteArray httpEntity = "<!DOCTYPE a [<!ENTITY e SYSTEM 'HTTP'>]><a>&e;</a>";
static const QByteArray httpDtd = "<!DOCTYPE a SYSTEM 'HTTP'><a>&e;</a>";

void HostileMarkupTest::loadsNothing_data()
{
    QTest::addColumn<QByteArray>("data");
    const auto row = [](const char *name, const QByteArray &data) {
        QTest::newRow(name) << data;
    };
    row("file entity", fileEntity);
    row("http entity", httpEntity);
    row("http document type", httpDtd);
    row("file document type", "<!DOCTYPE a SYSTEM 'FILE'><a>&e;</a>");
    row("parameter entity of a file", "<!DOCTYPE a [<!ENTITY % e SYSTEM 'FILE'>%e;]><a/>");
    row("parameter entity of http", "<!DOCTYPE a [<!ENTITY % e SYSTEM 'HTTP'>%e;]><a/>");
    row("inclusion", "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='FILE' parse='text'/>"
                     "<xi:include href='HTTP'/></a>");
    row("catalogue", "<?oasis-xml-catalog catalog='HTTP'?><!DOCTYPE a PUBLIC 'x' 'HTTP'><a/>");
    row("style sheet", "<?xml-stylesheet href='HTTP' type='text/xsl'?><a/>");
    row("schema", "<a xmlns:x='http://www.w3.org/2001/XMLSchema-instance' x:noNamespaceSchemaLocation='HTTP'/>");
    row("page", "<link rel=stylesheet href=HTTP><script src=HTTP></script><img src=FILE><iframe src=HTTP></iframe>"
                "<object data=FILE></object><meta http-equiv=refresh content='0;HTTP'>");
}

void HostileMarkupTest::loadsNothing()
{
    QFETCH(QByteArray, data);
    for (const auto &type : {xmlType, htmlType, u"application/xhtml+xml"_qs, QString()}) {
        for (const auto &step : {u"xpath"_qs, u"links"_qs, u"text"_qs}) {
            QString everything;
            outcomeOf(step, {withSecret(data), {}, type}, &everything);
            QVERIFY2(!everything.contains(u"TOPSECRET"_qs), qPrintable(everything));
        }
    }
    QVERIFY(!m_server.waitForNewConnection(0));
}

/// What shows that the files and the server of the test above would have been found.
void HostileMarkupTest::theSameDocumentsHarmOthers()
{
    const auto path = m_folder.filePath(u"document"_qs);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(withSecret(fileEntity)) > 0 && file.flush());
    QVERIFY(outputOf(u"xmllint"_qs, {u"--noent"_qs, path}).contains("TOPSECRET"));
    for (const auto &document : {httpEntity, httpDtd}) {
        QVERIFY(file.resize(0) && file.seek(0) && file.write(withSecret(document)) > 0 && file.flush());
        QProcess xmllint;
        xmllint.start(u"xmllint"_qs, {u"--noent"_qs, u"--loaddtd"_qs, path});
        QVERIFY(m_server.waitForNewConnection(20'000));
        delete m_server.nextPendingConnection();
        QVERIFY(xmllint.waitForFinished());
    }
}

void HostileMarkupTest::isSilent()
{
    const auto path = m_folder.filePath(u"errors"_qs);
    {
        const CapturedErrorOutput captured(path);
        for (const auto &data : {QByteArray("<p><b></p></i>&x;<p id=a><p id=a><q:z>"), QByteArray("<a><b></a>"),
                                 QByteArray("<a q:x='1'/>"), QByteArray("<div>").repeated(1000), QByteArray("\xFF<"),
                                 withSecret(httpDtd), withSecret(fileEntity)}) {
            for (const auto &type : {xmlType, htmlType}) {
                for (const auto &step : {u"xpath"_qs, u"links"_qs, u"text"_qs})
                    outcomeOf(step, {data, {}, type});
            }
        }
        for (const auto &query : {u"//a["_qs, u"foo()"_qs, u"$x"_qs}) {
            Recipe recipe;
            recipe.steps.push_back({u"xpath"_qs, {{u"query"_qs, query}}});
            QVERIFY(instantiate(recipe).failed());
        }
    }
    QFile errors(path);
    QVERIFY(errors.open(QIODevice::ReadOnly));
    QCOMPARE(errors.readAll(), QByteArray());
}

QTEST_GUILESS_MAIN(HostileMarkupTest)
#include "tst_hostilemarkup.moc"
