#include "engine/recipefile.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

class RecipeFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenIsReadBack();
    void theFileSaysWhatItIs();
    void readsTheShortForms_data();
    void readsTheShortForms();
    void explainsWhatIsWrong_data();
    void explainsWhatIsWrong();
    void aFolderIsNoRecipe();
    void aFileWithoutEndIsRefused();
    void aFailedWriteSaysSo();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString written(const QByteArray &text) const;
    static Recipe example();

    QTemporaryDir m_folder;
};

Recipe RecipeFileTest::example()
{
    return {{parseStep(u"hash algorithm=sha256").value(), parseStep(u"thumbnail width=96").value()}};
}

QString RecipeFileTest::written(const QByteArray &text) const
{
    QFile file(path(QStringLiteral("some.json")));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
}

void RecipeFileTest::whatWasWrittenIsReadBack()
{
    const auto file = path(QStringLiteral("mine.json"));
    QVERIFY(writeRecipeFile(file, example()));
    const auto recipe = readRecipeFile(file);
    QVERIFY2(recipe, recipe.failed() ? qPrintable(recipe.error().message) : "");
    QCOMPARE(recipe.value(), example());
    QVERIFY(writeRecipeFile(file, {}));
    QCOMPARE(readRecipeFile(file).value(), Recipe());
}

void RecipeFileTest::theFileSaysWhatItIs()
{
    QVERIFY(writeRecipeFile(path(QStringLiteral("my own.json")), example()));
    QFile file(path(QStringLiteral("my own.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto json = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(json.keys(),
             QStringList({QStringLiteral("name"), QStringLiteral("sluice_recipe"), QStringLiteral("steps")}));
    QCOMPARE(json.value(QStringLiteral("sluice_recipe")).toInt(), 1);
    QCOMPARE(json.value(QStringLiteral("name")).toString(), QStringLiteral("my own"));
    QCOMPARE(json.value(QStringLiteral("steps")).toArray(), toJson(example()));
    QCOMPARE(recipeFileTitle(file.fileName()), QStringLiteral("my own"));
    QCOMPARE(recipeFileTitle(written(R"({"name":"Small pictures","steps":[]})")), QStringLiteral("Small pictures"));
    QCOMPARE(recipeFileTitle(written("[]")), QStringLiteral("some"));
}

void RecipeFileTest::readsTheShortForms_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray steps = R"([{"name":"hash","parameters":{"algorithm":"sha256"}},)"
                             R"({"name":"thumbnail","parameters":{"width":96}}])";
    QTest::newRow("bare array") << steps;
    QTest::newRow("steps alone") << R"({"steps":)" + steps + "}";
    QTest::newRow("whole") << R"({"sluice_recipe":1,"name":"x","steps":)" + steps + "}";
    QTest::newRow("with a byte order mark") << "\xEF\xBB\xBF" + steps;
}

void RecipeFileTest::readsTheShortForms()
{
    QFETCH(QByteArray, text);
    const auto recipe = readRecipeFile(written(text));
    QVERIFY2(recipe, recipe.failed() ? qPrintable(recipe.error().message) : "");
    QCOMPARE(recipe.value(), example());
}

void RecipeFileTest::explainsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("not JSON");
    QTest::newRow("no JSON") << QByteArray("hash sha256") << QStringLiteral("not JSON");
    QTest::newRow("no steps") << QByteArray("{}") << QStringLiteral("needs a list of “steps”");
    QTest::newRow("steps are no list") << QByteArray(R"({"steps":{}})") << QStringLiteral("needs a list of “steps”");
    QTest::newRow("newer") << QByteArray(R"({"sluice_recipe":2,"steps":[]})") << QStringLiteral("newer Sluice");
    QTest::newRow("odd version") << QByteArray(R"({"sluice_recipe":"x","steps":[]})")
                                 << QStringLiteral("not the number of a version");
    QTest::newRow("unknown key") << QByteArray(R"({"steps":[],"stepz":[]})") << QStringLiteral("“stepz”");
    QTest::newRow("unknown step") << QByteArray(R"([{"name":"bake"}])") << QStringLiteral("no step “bake”");
    QTest::newRow("unknown parameter") << QByteArray(R"([{"name":"hash","parameters":{"colour":1}}])")
                                       << QStringLiteral("colour");
}

void RecipeFileTest::explainsWhatIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const auto file = written(text);
    const auto recipe = readRecipeFile(file);
    QVERIFY(recipe.failed());
    QCOMPARE(recipe.error().kind, ErrorKind::Input);
    QVERIFY2(recipe.error().message.startsWith(file), qPrintable(recipe.error().message));
    QVERIFY2(recipe.error().message.contains(words), qPrintable(recipe.error().message));
}

void RecipeFileTest::aFolderIsNoRecipe()
{
    const auto recipe = readRecipeFile(m_folder.path());
    QVERIFY(recipe.failed());
    QVERIFY2(recipe.error().message.contains(QStringLiteral("is a folder")), qPrintable(recipe.error().message));
    QVERIFY(readRecipeFile(path(QStringLiteral("none.json"))).failed());
}

void RecipeFileTest::aFileWithoutEndIsRefused()
{
    const auto recipe = readRecipeFile(QStringLiteral("/dev/zero"));
    QVERIFY(recipe.failed());
    QVERIFY2(recipe.error().message.contains(QStringLiteral("1 MiB")), qPrintable(recipe.error().message));
}

void RecipeFileTest::aFailedWriteSaysSo()
{
    const auto target = path(QStringLiteral("nowhere/mine.json"));
    const auto done = writeRecipeFile(target, example());
    QVERIFY(done.failed());
    QCOMPARE(done.error().kind, ErrorKind::Storage);
    QVERIFY2(done.error().message.contains(target), qPrintable(done.error().message));
    QVERIFY(!QFile::exists(target));
}

QTEST_APPLESS_MAIN(RecipeFileTest)
#include "tst_recipefile.moc"
