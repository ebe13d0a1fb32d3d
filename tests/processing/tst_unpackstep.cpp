#include "files/placement.h"
#include "processing/recipe.h"
#include "processing/steps/bodywriter.h"
#include "processing/steps/unpackstep.h"
#include "tool.h"

#include <QTemporaryDir>

using namespace sluice;
using namespace sluice::test;

class UnpackStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void unpacksWhatToolsPack_data();
    void unpacksWhatToolsPack();
    void unpacksOnlyWhatMatches_data();
    void unpacksOnlyWhatMatches();
    void oneMemberBecomesTheBody_data();
    void oneMemberBecomesTheBody();
    void aLargeMemberBecomesAFile();
    void nothingMatches();
    void anEmptyArchiveIsOne_data();
    void anEmptyArchiveIsOne();
    void needsAnOutputFolder();
    void refusesWhatDoesNotGoTogether();

private:
    /// The archive of m_source that a tool makes.
    QByteArray packed(const QString &kind);
    QString source(const QString &path = {}) const { return m_root->filePath(u"source/"_qs + path); }
    UnpackStep::Settings settings() const;
    std::unique_ptr<QTemporaryDir> m_root;
    StepFolders m_folders;
};

void UnpackStepTest::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    m_folders = {m_root->filePath(u"out"_qs), m_root->filePath(u"scratch"_qs)};
    QVERIFY(QDir().mkpath(m_folders.scratch));
    QVERIFY(QDir().mkpath(source(u"deep/er/est"_qs)));
    QVERIFY(QDir().mkpath(source(u"empty"_qs)));
    put(source(u"rows.csv"_qs), someText(30'000));
    put(source(u"none"_qs), {});
    QFile holes(source(u"holes"_qs)); // one before and one behind the data
    QVERIFY(holes.open(QIODevice::WriteOnly) && holes.seek(1 << 20) && holes.write("data") == 4);
    QVERIFY(holes.flush() && holes.resize(3 << 20));
    QFile allHole(source(u"hole"_qs));
    QVERIFY(allHole.open(QIODevice::WriteOnly) && allHole.resize(2 << 20));
    put(source(u"deep/ä ö.txt"_qs), "umlauts");
    put(source(u"deep/er/est/%1.json"_qs.arg(QString(95, u'n'))), "{}"); // a long name for tar
    put(source(u"run"_qs), "#!/bin/sh");
    QFile(source(u"run"_qs)).setPermissions(QFile::Permissions(0x7777));
}

UnpackStep::Settings UnpackStepTest::settings() const
{
    UnpackStep::Settings settings;
    settings.into = u"{host}/{id}"_qs;
    return settings;
}

QByteArray UnpackStepTest::packed(const QString &kind)
{
    if (kind == u"zip"_qs) {
        tool(u"zip"_qs, {u"-qr"_qs, u"../a.zip"_qs, u"."_qs}, source());
        return contents(m_root->filePath(u"a.zip"_qs));
    }
    const auto tar = tool(
        u"tar"_qs, {u"--format="_qs + kind.section(u'.', 0, 0), kind == u"ustar"_qs ? u"-c"_qs : u"-cS"_qs, u"."_qs},
        source());
    const auto packer = kind.section(u'.', 1);
    return packer.isEmpty() ? tar : tool(packer, {u"-c"_qs}, {}, tar);
}

void UnpackStepTest::unpacksWhatToolsPack_data()
{
    QTest::addColumn<QString>("kind");
    for (const auto &kind :
         {u"zip"_qs, u"ustar"_qs, u"gnu"_qs, u"pax"_qs, u"gnu.gzip"_qs, u"gnu.bzip2"_qs, u"gnu.xz"_qs, u"gnu.zstd"_qs})
        QTest::newRow(qPrintable(kind)) << kind;
}

void UnpackStepTest::unpacksWhatToolsPack()
{
    QFETCH(QString, kind);
    const auto archive = packed(kind);
    const auto path = m_root->filePath(u"archive"_qs);
    put(path, archive);
    const auto extracted = m_root->filePath(u"extracted"_qs); // by the tool
    QVERIFY(QDir().mkpath(extracted));
    if (kind == u"zip"_qs)
        tool(u"unzip"_qs, {u"-q"_qs, path}, extracted);
    else
        tool(u"tar"_qs, {u"-xf"_qs, path}, extracted);

    for (const auto &body : {Body{archive, {}, u"application/x"_qs}, Body{{}, path}}) {
        StepInput input{body};
        input.job = JobId(3);
        input.url = QUrl(u"http://a.org/all"_qs);
        const auto output = UnpackStep(settings()).run(input, m_folders, {});
        QVERIFY2(output, output.failed() ? qPrintable(output.error().message) : "");
        QCOMPARE(output.value().body.data, body.data);
        QCOMPARE(output.value().body.contentType, body.contentType);
        qint64 bytes = 0;
        int files = 0;
        const auto &keepsake = output.value().keepsakes.front();
        QCOMPARE(tree(keepsake.scratch), tree(extracted));
        const auto names = tree(extracted);
        for (const auto &name : names) {
            if (name.endsWith(u'/'))
                continue;
            ++files;
            bytes += QFileInfo(extracted + u'/' + name).size();
            QVERIFY2(contents(keepsake.scratch + u'/' + name) == contents(extracted + u'/' + name), qPrintable(name));
        }
        QCOMPARE(output.value().columns, QJsonObject({{u"unpacked_files"_qs, files}, {u"unpacked_bytes"_qs, bytes}}));
        QVERIFY(!QFileInfo(keepsake.scratch + u"/run"_qs).isExecutable());
        QCOMPARE(keepsake.name, u"a.org/3"_qs);
        const auto placed = placeBelow(m_folders.out, keepsake.name, keepsake.scratch);
        QVERIFY(placed);
        QCOMPARE(tree(placed.value()), tree(extracted));
        QCOMPARE(tree(m_folders.scratch), QStringList());
    }
}

void UnpackStepTest::unpacksOnlyWhatMatches_data()
{
    QTest::addColumn<QString>("only");
    QTest::addColumn<QStringList>("expected");
    const auto json = u"deep/er/est/%1.json"_qs.arg(QString(95, u'n'));
    QTest::newRow("ending") << u"*.csv"_qs << QStringList{u"rows.csv"_qs};
    QTest::newRow("in any folder") << u"*.json"_qs
                                   << QStringList{u"deep/"_qs, u"deep/er/"_qs, u"deep/er/est/"_qs, json};
    QTest::newRow("one path") << u"deep/ä ?.txt"_qs << QStringList{u"deep/"_qs, u"deep/ä ö.txt"_qs};
    QTest::newRow("set") << u"[nr]o*"_qs << QStringList{u"none"_qs, u"rows.csv"_qs};
}

void UnpackStepTest::unpacksOnlyWhatMatches()
{
    QFETCH(QString, only);
    QFETCH(QStringList, expected);
    auto some = settings();
    some.only = only;
    for (const auto &kind : {u"zip"_qs, u"gnu.gzip"_qs}) {
        const auto output = UnpackStep(some).run({{packed(kind)}}, m_folders, {});
        QVERIFY(output);
        expected.sort();
        QCOMPARE(tree(output.value().keepsakes.front().scratch), expected);
    }
}

void UnpackStepTest::oneMemberBecomesTheBody_data()
{
    QTest::addColumn<QString>("kind");
    for (const auto &kind : {u"zip"_qs, u"gnu"_qs, u"gnu.gzip"_qs, u"gnu.zstd"_qs})
        QTest::newRow(qPrintable(kind)) << kind;
}

void UnpackStepTest::oneMemberBecomesTheBody()
{
    QFETCH(QString, kind);
    UnpackStep::Settings one;
    one.into = u"{id}"_qs;
    one.member = u"*.csv"_qs;
    const UnpackStep step(one);
    QVERIFY(step.changesBody());
    QVERIFY(!step.keepsFiles());
    const auto output = step.run({{packed(kind)}}, {}, {}); // no folders
    QVERIFY(output);
    QVERIFY(output.value().body.data == contents(source(u"rows.csv"_qs)));
    QCOMPARE(output.value().body.contentType, u"text/csv"_qs);
    QVERIFY(output.value().keepsakes.empty());
    QCOMPARE(output.value().columns.value(u"unpacked_files"_qs).toInt(), 1);
}

void UnpackStepTest::aLargeMemberBecomesAFile()
{
    put(source(u"rows.csv"_qs), someText(600'000));
    UnpackStep::Settings one;
    one.into = u"{id}"_qs;
    one.member = u"rows.csv"_qs;
    const auto output = UnpackStep(one).run({{packed(u"gnu.zstd"_qs)}}, {{}, m_folders.scratch}, {});
    QVERIFY(output);
    QVERIFY(QFileInfo(output.value().body.file).size() > BodyWriter::mostInMemory);
    QVERIFY(contents(output.value().body.file) == contents(source(u"rows.csv"_qs)));
}

void UnpackStepTest::nothingMatches()
{
    auto some = settings();
    some.only = u"*.none"_qs;
    const auto all = UnpackStep(some).run({{packed(u"zip"_qs)}}, m_folders, {});
    QVERIFY(all.failed());
    QCOMPARE(all.error().message, u"the archive has no file that matches “*.none”"_qs);
    QCOMPARE(tree(m_folders.scratch), QStringList());

    UnpackStep::Settings one;
    one.into = u"{id}"_qs;
    one.member = u"empty*"_qs; // only a folder does
    const auto output = UnpackStep(one).run({{packed(u"zip"_qs)}}, m_folders, {});
    QVERIFY(output.failed());
    QCOMPARE(output.error().message, u"the archive has no file that matches “empty*”"_qs);
}

void UnpackStepTest::anEmptyArchiveIsOne_data()
{
    QTest::addColumn<QString>("program"); // of Python
    const auto row = [](const char *name, const char *program) {
        QTest::newRow(name) << QString::fromLatin1(program);
    };
    row("zip", "import sys, zipfile; zipfile.ZipFile(sys.stdout.buffer, 'w').close()");
    row("zip with a comment",
        "import sys, zipfile; z = zipfile.ZipFile(sys.stdout.buffer, 'w'); z.comment = b'none'; z.close()");
    row("tar", "import sys, tarfile; tarfile.open(fileobj=sys.stdout.buffer, mode='w|').close()");
    row("tar.gz", "import sys, tarfile; tarfile.open(fileobj=sys.stdout.buffer, mode='w|gz').close()");
}

void UnpackStepTest::anEmptyArchiveIsOne()
{
    QFETCH(QString, program);
    const auto archive = tool(u"python3"_qs, {u"-c"_qs, program});
    const auto output = UnpackStep(settings()).run({{archive}}, m_folders, {});
    QVERIFY2(output, output.failed() ? qPrintable(output.error().message) : "");
    QVERIFY(output.value().keepsakes.empty());
    QCOMPARE(output.value().columns.value(u"unpacked_files"_qs).toInt(-1), 0);
    QCOMPARE(tree(m_folders.scratch), QStringList());
    QVERIFY(UnpackStep(settings()).run({{archive.first(15)}}, m_folders, {}).failed());
}

void UnpackStepTest::needsAnOutputFolder()
{
    const auto output = UnpackStep(settings()).run({{packed(u"zip"_qs)}}, {{}, m_folders.scratch}, {});
    QVERIFY(output.failed());
    QCOMPARE(output.error().message,
             u"there is no output folder to unpack into: give one, or make one member the body"_qs);
}

void UnpackStepTest::refusesWhatDoesNotGoTogether()
{
    const auto message = [](const QString &step) {
        const auto ready = instantiate({{parseStep(step).value()}});
        return ready ? u"fine"_qs : ready.error().message;
    };
    QCOMPARE(message(u"unpack"_qs), u"fine"_qs);
    QCOMPARE(message(u"unpack only=*.csv member=*.csv"_qs), u"unpack: give “only” or “member”, not both."_qs);
    QCOMPARE(message(u"unpack into={size}"_qs), u"unpack: into cannot be used: the name template knows no {size}: use "
                                                "{host}, {id}, {name} or {ext}."_qs);
}

QTEST_GUILESS_MAIN(UnpackStepTest)
#include "tst_unpackstep.moc"
