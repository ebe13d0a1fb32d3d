#include "engine/recipefile.h"
#include "engine/shippedrecipes.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

class ShippedRecipesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreWholeRecipeFiles();
    void whatIsNoNameIsAFile();
    void anUnknownNameIsExplained();
};

void ShippedRecipesTest::theyAreWholeRecipeFiles()
{
    QStringList names;
    for (const auto &recipe : shippedRecipes()) {
        names.append(recipe.name);
        QVERIFY(!recipe.sentence.isEmpty());
        QFile file(recipe.file);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(recipe.file));
        const auto json = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(json.value(QStringLiteral("sluice_recipe")).toInt(), 1);
        QVERIFY(!json.value(QStringLiteral("name")).toString().isEmpty());
        QCOMPARE(recipeFileTitle(recipe.file), json.value(QStringLiteral("name")).toString());
        QVERIFY(!json.value(QStringLiteral("steps")).toArray().isEmpty());
    }
    QCOMPARE(names, QStringList({QStringLiteral("thumbnails"), QStringLiteral("json-table"), QStringLiteral("pages")}));
}

void ShippedRecipesTest::whatIsNoNameIsAFile()
{
    QTemporaryDir folder;
    const Recipe mine{{parseStep(u"hash algorithm=md5").value()}};
    const auto path = folder.filePath(QStringLiteral("mine"));
    QVERIFY(writeRecipeFile(path, mine));
    QCOMPARE(namedRecipe(path).value(), mine);
}

void ShippedRecipesTest::anUnknownNameIsExplained()
{
    const auto unknown = namedRecipe(QStringLiteral("thumbs"));
    QVERIFY(unknown.failed());
    QVERIFY2(unknown.error().message.contains(QStringLiteral("thumbnails, json-table, pages")),
             qPrintable(unknown.error().message));
    const auto missing = namedRecipe(QStringLiteral("nowhere/thumbs.json"));
    QVERIFY(missing.failed());
    QVERIFY2(missing.error().message.contains(QStringLiteral("nowhere/thumbs.json cannot be read")),
             qPrintable(missing.error().message));
}

QTEST_APPLESS_MAIN(ShippedRecipesTest)
#include "tst_shippedrecipes.moc"
