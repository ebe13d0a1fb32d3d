#include "packedarchive.h"
#include "processing/steps/memberpath.h"
#include "unpackingtest.h"

#include <sys/stat.h>

using namespace sluice;
using namespace sluice::test;

/// What strangers put into archives: each ends in a sentence or in harmless files, never outside of the folder.
class HostileArchivesTest : public UnpackingTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void refusesMembers_data();
    void refusesMembers();
    void skipsTheRefusedWhenTheyAreNotWanted();
    void makesNamesSafe_data();
    void makesNamesSafe();
    void readsOldNamesOfZips();
    void stripsPermissions();
    void unpacksSevenZip();
    void noticesCuts_data();
    void noticesCuts();
    void noticesDamage_data();
    void noticesDamage();
    void saysWhenItIsEncrypted();
    void refusesOtherBodies_data();
    void refusesOtherBodies();
    void canBeCancelled();
};

/// Whatever happened: nothing beside the scratch folder, and nothing in it that is not a keepsake.
void HostileArchivesTest::cleanup()
{
    QCOMPARE(tree(m_root->path()).filter(QRegularExpression(u"^(?!scratch/)"_qs)), QStringList());
    QVERIFY(!QFile::exists(u"/tmp/sluice-escaped"_qs));
}

void HostileArchivesTest::refusesMembers_data()
{
    QTest::addColumn<OddMember>("member");
    QTest::addColumn<bool>("alsoInZip");
    QTest::addColumn<QString>("sentence");
    const auto outside = u"the archive wants to put “%1” outside of its folder"_qs;
    const auto absolute = u"the archive wants to put “%1” at an absolute path"_qs;
    const auto link = u"the archive holds a link, “%1”; links are not unpacked"_qs;
    const auto path = [&](const char *text, const QString &sentence) {
        QTest::newRow(text) << OddMember{text, "x"} << !QByteArrayView(text).contains('\\')
                            << sentence.arg(QString::fromUtf8(text));
    };
    path("../sluice-escaped", outside);
    path("a/../../sluice-escaped", outside);
    path("a/..", outside);
    path("..\\sluice-escaped", outside);
    path("/tmp/sluice-escaped", absolute);
    path("//tmp/sluice-escaped", absolute);
    path("\\tmp\\sluice-escaped", absolute);
    path("C:\\sluice-escaped", absolute);
    path("c:/sluice-escaped", absolute);
    const auto deep = QByteArray("a/").repeated(100) + 'b';
    QTest::newRow("deep") << OddMember{deep, "x"} << true
                          << u"the archive has too long a path, “%1…”"_qs.arg(QString::fromUtf8(deep.first(80)));
    const QByteArray huge(3000, 'n');
    QTest::newRow("long") << OddMember{huge, "x"} << true
                          << u"the archive has too long a path, “%1…”"_qs.arg(QString::fromUtf8(huge.first(80)));
    QTest::newRow("symbolic link") << OddMember{"sub", {}, AE_IFLNK, "/tmp"} << true << link.arg(u"sub"_qs);
    QTest::newRow("hard link") << OddMember{"hosts", {}, AE_IFREG, {}, "/etc/hosts"} << false << link.arg(u"hosts"_qs);
    const auto device = u"the archive holds a device, “null”; devices are not unpacked"_qs;
    QTest::newRow("character device") << OddMember{"null", {}, AE_IFCHR} << false << device;
    QTest::newRow("block device") << OddMember{"null", {}, AE_IFBLK} << false << device;
    QTest::newRow("pipe") << OddMember{"null", {}, AE_IFIFO} << false << device;
}

void HostileArchivesTest::refusesMembers()
{
    QFETCH(OddMember, member);
    QFETCH(bool, alsoInZip);
    QFETCH(QString, sentence);
    const QList<OddMember> members{{"first", "harmless"}, member, {"sub/last", "x"}};
    for (const auto container : {Container::Tar, Container::TarGzip, Container::Zip}) {
        if (container != Container::Zip || alsoInZip)
            QCOMPARE(failureOf(packedArchive(members, container)), sentence);
    }
}

void HostileArchivesTest::skipsTheRefusedWhenTheyAreNotWanted()
{
    UnpackStep::Settings some{u"{id}"_qs};
    some.only = u"*.txt"_qs;
    const QList<OddMember> members{
        {"../x", "x"}, {"link", {}, AE_IFLNK, "/tmp"}, {"a.txt", "a"}, {"/tmp/sluice-escaped", "x"}};
    auto output = run(packedArchive(members, Container::Tar), some);
    QVERIFY(output);
    QCOMPARE(tree(output.value().keepsakes.front().scratch), QStringList(u"a.txt"_qs));
    output.value().keepsakes.clear();
    QCOMPARE(failureOf(packedArchive({{"../a.txt", "x"}}, Container::Tar), some),
             u"the archive wants to put “../a.txt” outside of its folder"_qs);
}

void HostileArchivesTest::makesNamesSafe_data()
{
    QTest::addColumn<QList<OddMember>>("members");
    QTest::addColumn<QStringList>("expected");
    const auto names = [](const QByteArrayList &paths) {
        QList<OddMember> members;
        for (const auto &path : paths)
            members.append({path, path});
        return members;
    };
    QTest::newRow("letters") << names({"con", "a:b", "-rf", ".hidden/x", "gpj.\u202Eexe", "tail. ", "a\nb"})
                             << QStringList{u"_con"_qs,     u"ab"_qs,      u"rf"_qs,   u"hidden/"_qs,
                                            u"hidden/x"_qs, u"gpj.exe"_qs, u"tail"_qs, u"ab (2)"_qs};
    QTest::newRow("nothing left") << names({"...", "?:?/x", "***"})
                                  << QStringList{u"folder/"_qs, u"folder/x"_qs, u"member"_qs, u"member (2)"_qs};
    QTest::newRow("equal") << names({"a.txt", "a.txt", "./a.txt", "b//a.txt", "b/./a.txt"})
                           << QStringList{u"a.txt"_qs, u"a (2).txt"_qs, u"a (3).txt"_qs,
                                          u"b/"_qs,    u"b/a.txt"_qs,   u"b/a (2).txt"_qs};
    QTest::newRow("file, then a folder of that name")
        << names({"a", "a/b", "a/c"}) << QStringList{u"a"_qs, u"a (2)/"_qs, u"a (2)/b"_qs, u"a (2)/c"_qs};
    QTest::newRow("folder, then a file of that name")
        << names({"a/b", "a"}) << QStringList{u"a/"_qs, u"a/b"_qs, u"a (2)"_qs};
    QTest::newRow("not UTF-8") << names({"caf\xE9.txt"}) << QStringList{u"café.txt"_qs};
}

void HostileArchivesTest::makesNamesSafe()
{
    QFETCH(QList<OddMember>, members);
    QFETCH(QStringList, expected);
    const auto output = run(packedArchive(members, Container::Tar));
    QVERIFY2(output, output.failed() ? qPrintable(output.error().message) : "");
    expected.sort();
    QCOMPARE(tree(output.value().keepsakes.front().scratch), expected);
    QCOMPARE(output.value().columns.value(u"unpacked_files"_qs).toInt(), members.size());
}

void HostileArchivesTest::readsOldNamesOfZips()
{
    auto archive = packedArchive({{"X.txt", "x"}, {"X..", "y"}}, Container::Zip);
    archive.replace("X.txt", "\x82.txt").replace("X..", "a\x81\xFF"); // neither name is in a checksum
    const auto output = run(archive);
    QVERIFY2(output, output.failed() ? qPrintable(output.error().message) : "");
    const auto names = tree(output.value().keepsakes.front().scratch);
    QCOMPARE(names, (QStringList{u"aü"_qs, u"é.txt"_qs})); // \xFF is a no-break space
    QCOMPARE(decodedMemberPath("a\x81\x9D", true), u"aü¥"_qs);
    for (int byte = 0x80; byte < 0x100; ++byte) {
        const auto name = QByteArray("abc") + char(byte) + ".txt";
        QCOMPARE(decodedMemberPath(name, true).size(), 8);
        QVERIFY(!decodedMemberPath(name, false).contains(QChar(QChar::ReplacementCharacter)));
    }
}

void HostileArchivesTest::stripsPermissions()
{
    const auto output = run(
        packedArchive({{"root", "x", AE_IFREG, {}, {}, 07777}, {"none", "x", AE_IFREG, {}, {}, 0}}, Container::Tar));
    QVERIFY(output);
    for (const auto &name : {u"/root"_qs, u"/none"_qs}) {
        struct stat info
        {
        };
        const auto path = output.value().keepsakes.front().scratch + name;
        QCOMPARE(::stat(QFile::encodeName(path).constData(), &info), 0);
        QCOMPARE(info.st_mode & 07111, 0U);
        QCOMPARE(info.st_mode & 0600, 0600U);
    }
}

void HostileArchivesTest::unpacksSevenZip()
{
    const auto text = someText(5000);
    const auto archive = packedArchive({{"a/b.txt", text}, {"c", "c"}}, Container::SevenZip);
    auto output = run(archive);
    QVERIFY2(output, output.failed() ? qPrintable(output.error().message) : "");
    const auto folder = output.value().keepsakes.front().scratch;
    QCOMPARE(tree(folder), QStringList({u"a/"_qs, u"a/b.txt"_qs, u"c"_qs}));
    QCOMPARE(contents(folder + u"/a/b.txt"_qs), text);
    output.value().keepsakes.clear();
    QCOMPARE(failureOf(packedArchive({{"../x", "x"}}, Container::SevenZip)),
             u"the archive wants to put “../x” outside of its folder"_qs);
}

static void addContainers()
{
    QTest::addColumn<Container>("container");
    QTest::newRow("tar") << Container::Tar;
    QTest::newRow("tar.gz") << Container::TarGzip;
    QTest::newRow("zip") << Container::Zip;
    QTest::newRow("7z") << Container::SevenZip;
}

void HostileArchivesTest::noticesCuts_data()
{
    addContainers();
}

void HostileArchivesTest::noticesCuts()
{
    QFETCH(Container, container);
    const auto whole = packedArchive({{"a", someText(300)}, {"b/c", someText(500)}, {"d", "end"}}, container);
    const bool isTar = container == Container::Tar;
    const auto last = isTar ? whole.size() - 1024 : whole.size() - 1; // any block of zeros ends a tar
    for (qsizetype size = isTar ? 512 : 40; size <= last; size += isTar ? 256 : 7) {
        const auto failure = failureOf(whole.first(size));
        QVERIFY2(failure.contains(u"ends too early"_qs) || failure.contains(u"is not an archive"_qs),
                 qPrintable(u"%1 of %2: %3"_qs.arg(size).arg(whole.size()).arg(failure)));
    }
}

void HostileArchivesTest::noticesDamage_data()
{
    addContainers();
}

void HostileArchivesTest::noticesDamage()
{
    // of the content in formats with a checksum, of the headers in tar, which has one for these only
    QFETCH(Container, container);
    const auto first = someText(300);
    const auto second = someText(500);
    const auto whole = packedArchive({{"a", first}, {"b/c", second}}, container);
    const bool isTar = container == Container::Tar;
    int noticed = 0;
    for (qsizetype at = isTar ? 0 : 60; at < (isTar ? 150 : whole.size() / 2); at += 11) {
        auto damaged = whole;
        damaged[at] = char(damaged[at] ^ 0x04);
        const auto output = run(damaged);
        noticed += output.failed() ? 1 : 0;
        if (output) { // a name or a time is another, which no checksum covers in zip
            const auto folder = output.value().keepsakes.front().scratch;
            QByteArrayList found;
            const auto paths = tree(folder);
            for (const auto &path : paths)
                found += path.endsWith(u'/') ? QByteArray() : contents(folder + u'/' + path);
            QVERIFY2(found.contains(first) && found.contains(second), qPrintable(QString::number(at)));
        }
    }
    QVERIFY(noticed > 10);
}

void HostileArchivesTest::saysWhenItIsEncrypted()
{
    put(m_root->filePath(u"scratch/secret"_qs), "secret");
    tool(u"zip"_qs, {u"-q"_qs, u"-P"_qs, u"password"_qs, u"a.zip"_qs, u"secret"_qs}, m_root->filePath(u"scratch"_qs));
    const auto archive = contents(m_root->filePath(u"scratch/a.zip"_qs));
    const auto sentence = u"the archive is encrypted: “secret” needs a password"_qs;
    QCOMPARE(failureOf(archive), sentence);
    UnpackStep::Settings one{u"{id}"_qs};
    one.member = u"*"_qs;
    QCOMPARE(failureOf(archive, one), sentence);
}

void HostileArchivesTest::refusesOtherBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("sentence");
    const auto notAnArchive = u"the body is not an archive (zip, 7z or tar)"_qs;
    QTest::newRow("empty") << QByteArray() << u"the body is empty"_qs;
    QTest::newRow("text") << someText(1000) << notAnArchive;
    QTest::newRow("page") << QByteArray("<html>not found</html>") << notAnArchive;
    QTest::newRow("compressed text") << tool(u"gzip"_qs, {u"-c"_qs}, {}, someText(1000)) << notAnArchive;
    QTest::newRow("compressed nothing") << tool(u"gzip"_qs, {u"-c"_qs}) << notAnArchive;
}

void HostileArchivesTest::refusesOtherBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, sentence);
    QCOMPARE(failureOf(body), sentence);
}

void HostileArchivesTest::canBeCancelled()
{
    CancelSource source;
    source.cancel();
    for (const auto container : {Container::Tar, Container::TarGzip, Container::Zip, Container::SevenZip}) {
        const auto archive = packedArchive({{"a", someText(1000)}}, container);
        QVERIFY(UnpackStep({u"{id}"_qs}).run({{archive}}, m_folders, source.token()).cancelled());
    }
    QCOMPARE(tree(m_folders.scratch), QStringList());
}

QTEST_GUILESS_MAIN(HostileArchivesTest)
#include "tst_hostilearchives.moc"
