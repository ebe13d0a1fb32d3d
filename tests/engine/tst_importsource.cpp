#include "engine/importsource.h"

#include "engine/ownfiles.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

class ImportSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsGivenIsUnderstood_data();
    void whatIsGivenIsUnderstood();
    void aProjectKnowsItsOwnFiles();

private:
    QTemporaryDir m_folder;
};

void ImportSourceTest::initTestCase()
{
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("photos")));
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("folder.csv")));
    for (const char *name : {"list.csv", "a[1].jpg", "b*.csv", "photo.jpg"}) {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
}

void ImportSourceTest::whatIsGivenIsUnderstood_data()
{
    using Kind = ImportSource::Kind;
    QTest::addColumn<Kind>("kind");
    QTest::newRow("photos") << Kind::Folder;
    QTest::newRow("photos/") << Kind::Folder;
    QTest::newRow("folder.csv") << Kind::Folder;
    QTest::newRow("photos/*.jpg") << Kind::Glob;
    QTest::newRow("photos/*.csv") << Kind::Glob;
    QTest::newRow("none/?") << Kind::Glob;
    QTest::newRow("a[1].jpg") << Kind::Address; // it exists
    QTest::newRow("b*.csv") << Kind::ListFile;  // it exists
    QTest::newRow("list.csv") << Kind::ListFile;
    QTest::newRow("none.csv") << Kind::ListFile;
    QTest::newRow("photo.jpg") << Kind::Address;
    QTest::newRow("none.jpg") << Kind::Address;
}

void ImportSourceTest::whatIsGivenIsUnderstood()
{
    QFETCH(ImportSource::Kind, kind);
    const auto path = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(ImportSource::of(path).kind, kind);
    QCOMPARE(ImportSource::of(path).name(), path);
    QCOMPARE(ImportSource::of(QStringLiteral("-")).kind, ImportSource::Kind::Stdin);
    QCOMPARE(ImportSource::of(QStringLiteral("http://a/?q=[*]")).kind, ImportSource::Kind::Address);
    const auto folder = ImportSource::of(QStringLiteral("file://") + m_folder.path());
    QCOMPARE(folder.kind, ImportSource::Kind::Folder);
    QCOMPARE(folder.text, m_folder.path());
}

void ImportSourceTest::aProjectKnowsItsOwnFiles()
{
    const auto url = [this](const QString &name) {
        return QUrl::fromLocalFile(m_folder.filePath(name));
    };
    QVERIFY(QFile::link(m_folder.path(), m_folder.filePath(QStringLiteral("photos/back"))));
    const OwnFiles own(m_folder.filePath(QStringLiteral("photos/back/p.sluice")));
    for (const char *name : {"p.sluice", "p.sluice-wal", "p.sluice-shm", "p.sluice.lock", "photos/back/p.sluice"})
        QVERIFY2(own.contains(url(QString::fromLatin1(name))), name);
    for (const char *name : {"q.sluice", "p.sluice.txt", "photos/p.sluice"})
        QVERIFY2(!own.contains(url(QString::fromLatin1(name))), name);
    QVERIFY(!OwnFiles(QString()).contains(url(QStringLiteral("p.sluice"))));
}

QTEST_APPLESS_MAIN(ImportSourceTest)
#include "tst_importsource.moc"
