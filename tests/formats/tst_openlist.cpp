// Where lists come from: files by their names, devices by their beginning, packed or not.
#include "formats/listreader.h"

#include "liststory.h"
#include "packing.h"
#include "stubborndevice.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::test;
using namespace Qt::StringLiterals;

class OpenListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsListNames_data();
    void knowsListNames();
    void goesByTheSuffix_data();
    void goesByTheSuffix();
    void sniffsWhatHasNoName_data();
    void sniffsWhatHasNoName();
    void explainsWhatCannotBeOpened_data();
    void explainsWhatCannotBeOpened();
    void unpacks_data();
    void unpacks();
    void unpacksSeveralMembers();
    void reportsDamage_data();
    void reportsDamage();
    void reportsADeviceThatFails_data();
    void reportsADeviceThatFails();
    void tellsThePositionOnDisk();

private:
    QString file(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        file.open(QIODevice::WriteOnly);
        file.write(content);
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

void OpenListTest::knowsListNames_data()
{
    QTest::addColumn<bool>("isList");
    for (const char *name :
         {"a.txt", "a.csv", "a.tsv", "a.jsonl", "a.xml", "a.CSV", "a.csv.gz", "a.txt.zst", "x/a.b.jsonl.GZ"})
        QTest::newRow(name) << true;
    for (const char *name : {"a", "a.gz", "a.png", "a.csv.bz2", "csv", "a.csv/b", "a.csv.gz.gz", ""})
        QTest::newRow(name) << false;
}

void OpenListTest::knowsListNames()
{
    QTEST(isListName(QString::fromUtf8(QTest::currentDataTag())), "isList");
}

void OpenListTest::goesByTheSuffix_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("txt") << u"a.txt"_s << "url,t\n"_ba << QStringList{u"1: url,t"_s};
    QTest::newRow("csv") << u"a.csv"_s << "url,t\nhttp://a,1\n"_ba << QStringList{uR"(2: http://a {"t":"1"})"_s};
    QTest::newRow("tsv") << u"a.tsv"_s << "url\tt\nhttp://a\t1\n"_ba << QStringList{uR"(2: http://a {"t":"1"})"_s};
    QTest::newRow("jsonl") << u"a.JSONL"_s << "{\"url\":\"http://a\"}"_ba << QStringList{u"1: http://a"_s};
    QTest::newRow("xml") << u"a.xml"_s << "<urlset><url><loc>http://a</loc></url></urlset>"_ba
                         << QStringList{u"1: http://a"_s};
    QTest::newRow("no suffix") << u"list"_s << "http://a\n"_ba << QStringList{u"1: http://a"_s};
    QTest::newRow("packed, but not named so")
        << u"b.txt"_s << packed("http://a\n", Packing::Gzip) << QStringList{u"1: http://a"_s};
}

void OpenListTest::goesByTheSuffix()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    const auto reader = openList(file(name, content), {});
    QVERIFY(reader);
    QTEST(story(*reader.value()), "expected");
}

void OpenListTest::sniffsWhatHasNoName_data()
{
    QTest::addColumn<QString>("urlColumn");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("expected");
    const QStringList one{u"1: http://a"_s};
    const QStringList withCell{uR"(2: http://a {"t":"1"})"_s};
    QTest::newRow("addresses") << QString() << "http://a\n"_ba << one;
    QTest::newRow("addresses with delimiters")
        << QString() << "http://a,1\nhttp://b,2\n"_ba << QStringList{u"1: http://a,1"_s, u"2: http://b,2"_s};
    QTest::newRow("objects") << QString() << "\n {\"url\":\"http://a\"}\n"_ba << QStringList{u"2: http://a"_s};
    QTest::newRow("JSON strings") << QString() << "\"http://a\"\n"_ba << one;
    QTest::newRow("table") << QString() << "URL,t\nhttp://a,1\n"_ba << withCell;
    QTest::newRow("quoted table") << QString() << "\"url\";\"t\"\n\"http://a\";\"1\"\n"_ba << withCell;
    QTest::newRow("pasted from a spreadsheet") << QString() << "t\tLink\n1\thttp://a\n"_ba << withCell;
    QTest::newRow("table by its column") << u"site"_s << "site,t\nhttp://a,1\n"_ba << withCell;
    QTest::newRow("sitemap") << QString() << "\xEF\xBB\xBF<urlset><url><loc>http://a</loc></url></urlset>"_ba << one;
    QTest::newRow("packed") << QString() << packed("url,t\nhttp://a,1\n", Packing::Zstd) << withCell;
    QTest::newRow("nothing") << QString() << ""_ba << QStringList();
}

void OpenListTest::sniffsWhatHasNoName()
{
    QFETCH(QString, urlColumn);
    QFETCH(QByteArray, content);
    QTEST(storyOf(bufferOf(content), {urlColumn, {}}), "expected");
    QTEST(storyOf(std::make_unique<StubbornDevice>(content, 3, false), {urlColumn, {}}), "expected");
}

void OpenListTest::explainsWhatCannotBeOpened_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("part");
    QTest::newRow("missing") << u"none/a.txt"_s << ""_ba << QString() << u"cannot be opened: No such file"_s;
    QTest::newRow("folder") << u"."_s << ""_ba << QString() << u"is a folder"_s;
    QTest::newRow("unknown format") << u"a.txt"_s << ""_ba << u"docx"_s
                                    << u"“docx”. Choose one of: txt, csv, tsv, jsonl, xml."_s;
    QTest::newRow("not gzip") << u"a.txt.gz"_s << "http://a\n"_ba << QString() << u"not compressed as its name says"_s;
    QTest::newRow("empty gzip") << u"a.txt.gz"_s << ""_ba << QString() << u"not compressed as its name says"_s;
    QTest::newRow("UTF-16") << u"a.csv"_s << "\xFF\xFEu\0r\0l\0"_ba << QString()
                            << u"It is UTF-16: save it as UTF-8."_s;
    QTest::newRow("no address column") << u"a.csv"_s << "a,b\n1,2\n"_ba << QString() << u"Its columns are: a, b."_s;
}

void OpenListTest::explainsWhatCannotBeOpened()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, format);
    QFETCH(QString, part);
    const auto path = content.isEmpty() && name != u"a.txt.gz"_s ? m_folder.filePath(name) : file(name, content);
    if (name == u"a.txt"_s)
        file(name, content);
    const auto reader = openList(path, {{}, format});
    QVERIFY(reader.failed());
    QCOMPARE(reader.error().kind, ErrorKind::Input);
    QVERIFY2(reader.error().message.contains(part), qPrintable(reader.error().message));
    QVERIFY2(reader.error().message.contains(path), qPrintable(reader.error().message));
}

static QByteArray manyLines()
{
    QByteArray text("url,t\n");
    for (int i = 0; i < 20'000; ++i)
        text += "http://host/" + QByteArray::number(i * 7919 % 100'003) + ',' + QByteArray::number(i * i) + '\n';
    return text;
}

void OpenListTest::unpacks_data()
{
    QTest::addColumn<Packing>("packing");
    QTest::addColumn<QString>("name");
    QTest::newRow("gzip") << Packing::Gzip << u"many.csv.gz"_s;
    QTest::newRow("zstd") << Packing::Zstd << u"many.csv.zst"_s;
}

void OpenListTest::unpacks()
{
    QFETCH(Packing, packing);
    QFETCH(QString, name);
    const auto text = manyLines();
    const auto reader = openList(file(name, packed(text, packing)), {});
    QVERIFY(reader);
    QCOMPARE(reader.value()->extraColumns(), QStringList{u"t"_s});
    QCOMPARE(story(*reader.value()), storyOf(bufferOf(text), {{}, u"csv"_s}));
}

void OpenListTest::unpacksSeveralMembers()
{
    const auto reader =
        openList(file(u"two.txt.gz"_s, packed("http://a\n", Packing::Gzip) + packed("http://b\n", Packing::Gzip)), {});
    QVERIFY(reader);
    QCOMPARE(story(*reader.value()), (QStringList{u"1: http://a"_s, u"2: http://b"_s}));
}

void OpenListTest::reportsDamage_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");
    for (const auto &[name, packing] : {std::pair{"gzip", Packing::Gzip}, std::pair{"zstd", Packing::Zstd}}) {
        const auto whole = packed(manyLines(), packing);
        QTest::addRow("%s cut in the middle", name) << whole.first(whole.size() / 2) << u"ends too early"_s;
        QTest::addRow("%s cut after its header", name) << whole.first(12) << u"ends too early"_s;
    }
    // libarchive does not look at gzip's checksum; zlib does.
    const auto stored = QByteArray::fromHex("1f8b08000000000000ff010900f6ff") + "http://a\n"; // one block, not deflated
    QTest::newRow("gzip with a wrong checksum")
        << stored + QByteArray::fromHex("0000000009000000") << u"does not match its checksum"_s;
    auto whole = packed("http://a\n", Packing::Gzip);
    whole[whole.size() - 2] = char(1);
    QTest::newRow("gzip with a wrong length") << whole << u"does not match its checksum"_s;
}

void OpenListTest::reportsDamage()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    const auto lines = storyOf(bufferOf(content), {{}, u"txt"_s});
    QVERIFY(!lines.isEmpty());
    QVERIFY2(lines.last().contains(u"! [storage] the list cannot be read beyond this line: "_s) &&
                 lines.last().contains(reason),
             qPrintable(lines.last()));
    QCOMPARE(lines.filter(u"! ["_s).size(), 1);
    for (const auto &line : lines.first(lines.size() - 1)) // no half line is passed for a whole one
        QVERIFY2(line.contains(u": http://"_s) || line.endsWith(u": url,t"_s), qPrintable(line));
}

void OpenListTest::reportsADeviceThatFails_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("expected");
    const auto failed = u"! [storage] the list cannot be read beyond this line: the cable was pulled"_s;
    QTest::newRow("txt") << u"txt"_s << "http://a\nhttp://b"_ba << QStringList{u"1: http://a"_s, u"2"_s + failed};
    QTest::newRow("csv") << u"csv"_s << "url\nhttp://a\n\"http://b\n"_ba
                         << QStringList{u"2: http://a"_s, u"3! [input] a quote is opened and not closed within 1 MiB"_s,
                                        u"4"_s + failed};
    QTest::newRow("jsonl") << u"jsonl"_s << "\"http://a\"\n\"http://b\""_ba
                           << QStringList{u"1: http://a"_s, u"2"_s + failed};
    QTest::newRow("xml") << u"xml"_s << "<urlset><url><loc>http://a</loc></url>\n<url>"_ba
                         << QStringList{u"1: http://a"_s, u"2"_s + failed};
    QTest::newRow("at once") << u"txt"_s << ""_ba << QStringList{u"1"_s + failed};
}

void OpenListTest::reportsADeviceThatFails()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, content);
    for (const qint64 piece : {1, 5, 1000})
        QTEST(storyOf(std::make_unique<StubbornDevice>(content, piece, true), {{}, format}), "expected");
}

void OpenListTest::tellsThePositionOnDisk()
{
    const auto content = packed(manyLines(), Packing::Gzip);
    const auto reader = openList(file(u"p.csv.gz"_s, content), {});
    QVERIFY(reader);
    qint64 last = 0;
    while (reader.value()->next()) {
        QVERIFY(reader.value()->bytesRead() >= last);
        last = reader.value()->bytesRead();
    }
    QCOMPARE(last, content.size());
}

QTEST_GUILESS_MAIN(OpenListTest)
#include "tst_openlist.moc"
