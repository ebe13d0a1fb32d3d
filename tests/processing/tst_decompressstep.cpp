#include "processing/steps/bodywriter.h"
#include "processing/steps/decompressstep.h"
#include "tool.h"

#include <QTemporaryDir>

#include <thread>

using namespace sluice;
using namespace sluice::test;

class DecompressStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decompresses_data();
    void decompresses();
    void takesOffOneLayer();
    void guessesTheTypeByTheAddress_data();
    void guessesTheTypeByTheAddress();
    void putsWhatIsLargeIntoAFile();
    void refusesWhatIsNotCompressed_data();
    void refusesWhatIsNotCompressed();
    void passesOnWhatIsNotCompressedWhenTold();
    void noticesEveryCut_data();
    void noticesEveryCut();
    void noticesDamage_data();
    void noticesDamage();
    void stopsAtTheLimit();
    void stopsABomb();
    void saysWhenTheDiskIsMissing();
    void canBeCancelled();

private:
    QString run(const Body &body, const DecompressStep::Settings &settings = {});
    QByteArray packed(const QString &tool, const QByteArray &plain);
    QTemporaryDir m_folder;
};

/// What comes out, or why nothing does.
QString DecompressStepTest::run(const Body &body, const DecompressStep::Settings &settings)
{
    const auto output = DecompressStep(settings).run({body}, {{}, m_folder.path()}, {});
    if (!output)
        return u"failed: "_qs + output.error().message;
    const auto &result = output.value().body;
    return QString::fromUtf8(result.isFile() ? contents(result.file) : result.data);
}

QByteArray DecompressStepTest::packed(const QString &program, const QByteArray &plain)
{
    return tool(program, {u"-c"_qs}, {}, plain);
}

static void addTools()
{
    QTest::addColumn<QString>("program");
    for (const auto &program : {u"gzip"_qs, u"bzip2"_qs, u"xz"_qs, u"zstd"_qs})
        QTest::newRow(qPrintable(program)) << program;
}

void DecompressStepTest::decompresses_data()
{
    addTools();
}

void DecompressStepTest::decompresses()
{
    QFETCH(QString, program);
    const auto plain = someText(20'000);
    const auto one = packed(program, plain);
    QCOMPARE(run({one}), QString::fromUtf8(plain));
    QCOMPARE(run({one + packed(program, "and more")}), QString::fromUtf8(plain + "and more")); // as the tools do
    QCOMPARE(run({packed(program, {})}), QString());
    const auto path = m_folder.filePath(u"packed"_qs);
    put(path, one);
    QCOMPARE(run({{}, path}), QString::fromUtf8(plain));
}

void DecompressStepTest::takesOffOneLayer()
{
    const auto inner = packed(u"gzip"_qs, "text");
    const auto output = DecompressStep({}).run({{packed(u"gzip"_qs, inner)}}, {}, {});
    QVERIFY(output);
    QCOMPARE(output.value().body.data, inner);
}

void DecompressStepTest::guessesTheTypeByTheAddress_data()
{
    QTest::addColumn<QString>("type");
    QTest::newRow("http://a.org/rows.csv.gz") << u"text/csv"_qs;
    QTest::newRow("http://a.org/all.tar.XZ?x=1") << u"application/x-tar"_qs;
    QTest::newRow("http://a.org/rows.gz") << QString();
    QTest::newRow("http://a.org/rows.csv") << QString();
    QTest::newRow("http://a.org/") << QString();
}

void DecompressStepTest::guessesTheTypeByTheAddress()
{
    QFETCH(QString, type);
    StepInput input{{packed(u"gzip"_qs, "a"), {}, u"application/gzip"_qs}};
    input.url = QUrl(QString::fromLatin1(QTest::currentDataTag()));
    const auto output = DecompressStep({}).run(input, {}, {});
    QVERIFY(output);
    QCOMPARE(output.value().body.contentType, type);
}

void DecompressStepTest::putsWhatIsLargeIntoAFile()
{
    const auto plain = someText(600'000);
    const auto one = packed(u"zstd"_qs, plain);
    const auto before = tree(m_folder.path());
    {
        const auto output = DecompressStep({}).run({{one}}, {{}, m_folder.path()}, {});
        QVERIFY(output);
        QVERIFY(plain.size() > BodyWriter::mostInMemory);
        QVERIFY(output.value().body.data.isEmpty());
        QVERIFY(output.value().body.scratch);
        QVERIFY(contents(output.value().body.file) == plain);
    }
    QCOMPARE(tree(m_folder.path()), before);
}

void DecompressStepTest::refusesWhatIsNotCompressed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("sentence");
    const auto notCompressed = u"failed: the body is not compressed (gzip, bzip2, xz or zstd)"_qs;
    QTest::newRow("text") << QByteArray("hello, world") << notCompressed;
    QTest::newRow("text like bzip2") << QByteArray("BZh9 is how bzip2 begins") << notCompressed;
    QTest::newRow("one byte of gzip") << QByteArray("\x1F") << notCompressed;
    QTest::newRow("empty") << QByteArray() << u"failed: the body is empty"_qs;
}

void DecompressStepTest::refusesWhatIsNotCompressed()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, sentence);
    QCOMPARE(run({body}), sentence);
}

void DecompressStepTest::passesOnWhatIsNotCompressedWhenTold()
{
    DecompressStep::Settings settings;
    settings.optional = true;
    const auto output = DecompressStep(settings).run({{"hello", {}, u"text/plain"_qs}}, {}, {});
    QVERIFY(output);
    QCOMPARE(output.value().body.data, QByteArray("hello"));
    QCOMPARE(output.value().body.contentType, u"text/plain"_qs);
    QCOMPARE(run({packed(u"gzip"_qs, "hello")}, settings), u"hello"_qs);
    QVERIFY(run({packed(u"gzip"_qs, "hello").chopped(1)}, settings).startsWith(u"failed: "_qs));
}

void DecompressStepTest::noticesEveryCut_data()
{
    addTools();
}

void DecompressStepTest::noticesEveryCut()
{
    QFETCH(QString, program);
    const auto first = packed(program, "the first of two members");
    const auto both = first + packed(program, "and the second");
    for (qsizetype size = 1; size < both.size(); ++size) {
        if (size != first.size()) // that one is whole
            QVERIFY2(run({both.first(size)}).startsWith(u"failed: "_qs), qPrintable(QString::number(size)));
    }
    QVERIFY(run({first + "something else"}).startsWith(u"failed: the compressed data is "_qs));
}

void DecompressStepTest::noticesDamage_data()
{
    addTools();
}

void DecompressStepTest::noticesDamage()
{
    QFETCH(QString, program);
    const auto plain = someText(2000);
    const auto whole = packed(program, plain);
    for (qsizetype at = whole.size() / 4; at < whole.size(); at += whole.size() / 40) {
        auto damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        const auto result = run({damaged});
        QVERIFY2(result.startsWith(u"failed: the compressed data is "_qs), qPrintable(QString::number(at)));
    }
}

void DecompressStepTest::stopsAtTheLimit()
{
    const auto most = QByteArray(1 << 20, 'x');
    DecompressStep::Settings settings;
    settings.growth.mostBytes = most.size();
    QCOMPARE(run({packed(u"gzip"_qs, most)}, settings), QString::fromUtf8(most));
    QCOMPARE(run({packed(u"gzip"_qs, most + 'x')}, settings),
             u"failed: more than 1 MiB come out of the body; “most” says how many may"_qs);
}

void DecompressStepTest::stopsABomb()
{
    const auto path = m_folder.filePath(u"zeros"_qs);
    QFile zeros(path);
    QVERIFY(zeros.open(QIODevice::WriteOnly));
    QVERIFY(zeros.resize(200 << 20));
    const auto bomb = tool(u"gzip"_qs, {u"-9c"_qs, path});
    QVERIFY(zeros.remove());
    peakMemory();
    const auto before = peakMemory();
    QCOMPARE(run({bomb}), u"failed: more than 250 times its size comes out of the body, as out of a decompression "
                          "bomb; “ratio” says how much may"_qs);
    QCOMPARE(tree(m_folder.path()).filter(u"-"_qs), QStringList()); // no scratch file left

    DecompressStep::Settings patient;
    patient.growth.ratio = 1'000'000;
    patient.growth.mostBytes = qint64(1) << 30;
    {
        const auto output = DecompressStep(patient).run({{bomb}}, {{}, m_folder.path()}, {});
        QVERIFY(output);
        QCOMPARE(QFileInfo(output.value().body.file).size(), qint64(200) << 20);
    }
    const auto grown = peakMemory() - before;
    QVERIFY2(grown < 32 << 20, qPrintable(QString::number(grown)));
}

void DecompressStepTest::saysWhenTheDiskIsMissing()
{
    const auto output = DecompressStep({}).run({{packed(u"gzip"_qs, someText(600'000))}}, {{}, u"/nonexistent"_qs}, {});
    QVERIFY(output.failed());
    QCOMPARE(output.error().kind, ErrorKind::Storage);
    QVERIFY2(output.error().message.contains(u"/nonexistent/"_qs), qPrintable(output.error().message));
}

void DecompressStepTest::canBeCancelled()
{
    CancelSource source;
    source.cancel();
    const auto one = packed(u"gzip"_qs, someText(1000));
    QVERIFY(DecompressStep({}).run({{one}}, {}, source.token()).cancelled());

    const auto endless = packed(u"gzip"_qs, someText(100'000)).repeated(200); // members that take seconds together
    CancelSource later;
    bool cancelled = false;
    std::thread worker([&] {
        cancelled = DecompressStep({}).run({{endless}}, {{}, m_folder.path()}, later.token()).cancelled();
    });
    later.cancel();
    worker.join();
    QVERIFY(cancelled);
}

QTEST_GUILESS_MAIN(DecompressStepTest)
#include "tst_decompressstep.moc"
