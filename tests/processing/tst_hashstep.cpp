#include "processing/steps/hashstep.h"

#include "tool.h"

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace sluice;
using namespace sluice::test;

class HashStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownVectors_data();
    void knownVectors();
    void agreesWithAnotherImplementation_data();
    void agreesWithAnotherImplementation();
    void agreesWithTheSystemsTools_data();
    void agreesWithTheSystemsTools();
    void verifies_data();
    void verifies();
    void verifiesByRecipe();
    void handsOnTheBody();
    void missingFile();
    void folder();
    void cancelledBefore();
    void cancelledMeanwhile();

private:
    Body fileBody(const QByteArray &data);
    QTemporaryDir m_folder;
};

Body HashStepTest::fileBody(const QByteArray &data)
{
    QFile file(m_folder.filePath(QStringLiteral("body")));
    if (!file.open(QIODevice::WriteOnly) || file.write(data) != data.size())
        qFatal("cannot write the test's file");
    return {{}, file.fileName(), {}};
}

static QString hashOf(const QString &algorithm, const Body &body)
{
    const HashStep step(algorithm);
    const auto output = step.run({body}, {}, {});
    return output ? output.value().columns.value(algorithm).toString() : u"failed: "_qs + output.error().message;
}

void HashStepTest::knownVectors_data()
{
    QTest::addColumn<QString>("algorithm");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("expected");

    // FIPS 180-4, RFC 1321, RFC 7693 appendix A
    QTest::newRow("sha256 abc") << u"sha256"_qs << QByteArray("abc")
                                << u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_qs;
    QTest::newRow("sha256 empty") << u"sha256"_qs << QByteArray()
                                  << u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_qs;
    QTest::newRow("sha1 abc") << u"sha1"_qs << QByteArray("abc") << u"a9993e364706816aba3e25717850c26c9cd0d89d"_qs;
    QTest::newRow("md5 abc") << u"md5"_qs << QByteArray("abc") << u"900150983cd24fb0d6963f7d28e17f72"_qs;
    QTest::newRow("md5 empty") << u"md5"_qs << QByteArray() << u"d41d8cd98f00b204e9800998ecf8427e"_qs;
    QTest::newRow("blake2b abc") << u"blake2b"_qs << QByteArray("abc")
                                 << u"ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"_qs
                                    u"7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"_qs;
}

void HashStepTest::knownVectors()
{
    QFETCH(QString, algorithm);
    QFETCH(QByteArray, data);
    QFETCH(QString, expected);
    QCOMPARE(hashOf(algorithm, {data, {}, {}}), expected);
    QCOMPARE(hashOf(algorithm, fileBody(data)), expected);
}

void HashStepTest::agreesWithAnotherImplementation_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 3'000'000})
        QTest::addRow("%d bytes", size) << size;
}

void HashStepTest::agreesWithAnotherImplementation()
{
    QFETCH(int, size);
    QByteArray data(size, Qt::Uninitialized);
    for (int i = 0; i < size; ++i)
        data[i] = static_cast<char>((static_cast<unsigned>(i) * 7919u) >> 3);
    const auto file = fileBody(data);
    const std::pair<QString, QCryptographicHash::Algorithm> pairs[] = {
        {u"sha256"_qs, QCryptographicHash::Sha256},
        {u"sha1"_qs, QCryptographicHash::Sha1},
        {u"md5"_qs, QCryptographicHash::Md5},
        {u"blake2b"_qs, QCryptographicHash::Blake2b_512},
    };
    for (const auto &[name, algorithm] : pairs) {
        const auto expected = QString::fromLatin1(QCryptographicHash::hash(data, algorithm).toHex());
        QCOMPARE(hashOf(name, {data, {}, {}}), expected);
        QCOMPARE(hashOf(name, file), expected);
    }
}

void HashStepTest::agreesWithTheSystemsTools_data()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("sha256") << u"sha256sum"_qs;
    QTest::newRow("sha1") << u"sha1sum"_qs;
    QTest::newRow("md5") << u"md5sum"_qs;
    QTest::newRow("blake2b") << u"b2sum"_qs;
}

void HashStepTest::agreesWithTheSystemsTools()
{
    QFETCH(QString, program);
    const QString algorithm = QString::fromLatin1(QTest::currentDataTag());
    const auto data = someText(50'000);
    const auto expected = QString::fromLatin1(tool(program, {}, {}, data).split(' ').constFirst());
    QCOMPARE(hashOf(algorithm, {data}), expected);
    const auto output = HashStep(algorithm, u"sum"_qs).run({{data}, {{u"sum"_qs, expected}}}, {}, {});
    QVERIFY(output);
    QCOMPARE(output.value().columns, QJsonObject({{algorithm, expected}}));
    QCOMPARE(output.value().body.data, data);
}

void HashStepTest::verifies_data()
{
    QTest::addColumn<QJsonObject>("columns");
    QTest::addColumn<QString>("sentence"); // empty: verified
    const auto right = u"900150983cd24fb0d6963f7d28e17f72"_qs;
    const auto row = [](const char *name, const QJsonValue &value, const QString &sentence) {
        QTest::newRow(name) << QJsonObject{{u"sum"_qs, value}} << sentence;
    };
    row("same", right, {});
    row("upper case", right.toUpper(), {});
    row("spaces", u" \t"_qs + right + u"\r\n"_qs, {});
    row("another", u"Not This"_qs, u"the checksum is "_qs + right + u", but column “sum” says Not This"_qs);
    row("only its beginning", right.first(8), u"the checksum is "_qs + right + u", but column “sum” says 90015098"_qs);
    row("empty", u" "_qs, u"column “sum” has no checksum to compare with"_qs);
    row("null", QJsonValue(), u"column “sum” has no checksum to compare with"_qs);
    row("number", 900150983, u"the checksum is "_qs + right + u", but column “sum” says 900150983"_qs);
    row("named", u"md5:"_qs + right, {});
    row("named otherwise", u" MD-5: "_qs + right.toUpper(), {});
    row("named, another", u"md5:00"_qs, u"the checksum is "_qs + right + u", but column “sum” says 00"_qs);
    row("of another algorithm", u"sha256:"_qs + right,
        u"column “sum” holds a checksum by sha256, but md5 is computed"_qs);
    row("of an unknown one", u"crc:"_qs + right,
        u"the checksum is "_qs + right + u", but column “sum” says crc:"_qs + right);
    QTest::newRow("missing") << QJsonObject{{u"Sum"_qs, right}}
                             << u"there is no column “sum” to compare the checksum with"_qs;
}

void HashStepTest::verifies()
{
    QFETCH(QJsonObject, columns);
    QFETCH(QString, sentence);
    const auto output = HashStep(u"md5"_qs, u"sum"_qs).run({{"abc"}, columns}, {}, {});
    QCOMPARE(output ? QString() : output.error().message, sentence);
    if (!output)
        QCOMPARE(output.error().kind, ErrorKind::Step);
}

void HashStepTest::verifiesByRecipe()
{
    const auto made = hashStepKind().make({{u"algorithm"_qs, u"md5"_qs}, {u"verify"_qs, u"sum"_qs}});
    QVERIFY(made);
    QVERIFY(made.value()->run({{"abc"}, {{u"sum"_qs, u"other"_qs}}}, {}, {}).failed());
    QVERIFY(hashStepKind().make({{u"algorithm"_qs, u"md5"_qs}}).value()->run({{"abc"}}, {}, {}));
}

void HashStepTest::handsOnTheBody()
{
    const HashStep step(u"md5"_qs);
    QVERIFY(!step.changesBody());
    const auto output = step.run({{"abc", {}, u"text/plain"_qs}}, {}, {});
    QVERIFY(output);
    QCOMPARE(output.value().body.data, QByteArray("abc"));
    QCOMPARE(output.value().body.contentType, u"text/plain"_qs);
    QCOMPARE(output.value().columns.keys(), QStringList(u"md5"_qs));
}

void HashStepTest::missingFile()
{
    const HashStep step(u"sha256"_qs);
    const auto output = step.run({{{}, m_folder.filePath(u"nowhere"_qs), {}}}, {}, {});
    QVERIFY(output.failed());
    QCOMPARE(output.error().kind, ErrorKind::Step);
    QCOMPARE(output.error().message, u"the file cannot be opened: No such file or directory"_qs);
}

void HashStepTest::folder()
{
    QVERIFY(HashStep(u"sha256"_qs).run({{{}, m_folder.path(), {}}}, {}, {}).failed());
}

void HashStepTest::cancelledBefore()
{
    CancelSource source;
    source.cancel();
    QVERIFY(HashStep(u"sha256"_qs).run({{"abc"}}, {}, source.token()).cancelled());
}

void HashStepTest::cancelledMeanwhile()
{
    QFile sparse(m_folder.filePath(QStringLiteral("sparse")));
    QVERIFY(sparse.open(QIODevice::WriteOnly));
    QVERIFY(sparse.resize(qint64(1) << 40)); // would take minutes
    CancelSource source;
    bool cancelled = false;
    std::thread worker([&] {
        cancelled = HashStep(u"md5"_qs).run({{{}, sparse.fileName(), {}}}, {}, source.token()).cancelled();
    });
    source.cancel();
    worker.join();
    QVERIFY(cancelled);
}

QTEST_GUILESS_MAIN(HashStepTest)
#include "tst_hashstep.moc"
