#include "processing/recipe.h"
#include "processing/stepregistry.h"

#include <QJsonDocument>
#include <QTest>

using namespace sluice;

class RecipeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refusesText_data();
    void refusesText();
    void survivesJson();
    void acceptsHandWrittenJson();
    void refusesJson_data();
    void refusesJson();
    void instantiates();
    void refusesWhatDoesNotGoTogether();
    void everyKindExplainsItself();
};

static QString knownSteps()
{
    QStringList names;
    for (const auto &kind : stepKinds())
        names.append(kind.name);
    return names.join(u", "_qs) + u'.';
}

void RecipeTest::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QVariantMap>("parameters");

    const QVariantMap sha1{{QStringLiteral("algorithm"), QStringLiteral("sha1")}};
    const QVariantMap size{{QStringLiteral("width"), 320}, {QStringLiteral("format"), QStringLiteral("png")}};
    QTest::newRow("name only") << u"hash"_qs << u"hash"_qs << QVariantMap();
    QTest::newRow("one option") << u"hash algorithm=sha1"_qs << u"hash"_qs << sha1;
    QTest::newRow("any white space") << u"  hash \t algorithm=sha1\n"_qs << u"hash"_qs << sha1;
    QTest::newRow("double quotes") << u"hash algorithm=\"sha1\""_qs << u"hash"_qs << sha1;
    QTest::newRow("single quotes round all") << u"hash 'algorithm=sha1'"_qs << u"hash"_qs << sha1;
    QTest::newRow("numbers") << u"thumbnail width=320 format=png"_qs << u"thumbnail"_qs << size;
}

void RecipeTest::parses()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    QFETCH(QVariantMap, parameters);
    const auto step = parseStep(text);
    QVERIFY2(step, step.failed() ? qPrintable(step.error().message) : "");
    QCOMPARE(step.value().name, name);
    QCOMPARE(step.value().parameters, parameters);
}

void RecipeTest::refusesText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("empty") << u" "_qs << u"A step needs a name. Steps: "_qs + knownSteps();
    QTest::newRow("unknown step") << u"hsah algorithm=md5"_qs << u"There is no step “hsah”. Steps: "_qs + knownSteps();
    QTest::newRow("case matters") << u"Hash"_qs << u"There is no step “Hash”. Steps: "_qs + knownSteps();
    QTest::newRow("unknown option") << u"hash algo=md5"_qs
                                    << u"hash: there is no option “algo”. Options: algorithm, verify, isolate."_qs;
    QTest::newRow("unknown value") << u"hash algorithm='sha 3'"_qs
                                   << u"hash: algorithm cannot be “sha 3”. Possible: sha256, sha1, md5, blake2b."_qs;
    QTest::newRow("no value") << u"hash algorithm="_qs
                              << u"hash: algorithm cannot be “”. Possible: sha256, sha1, md5, blake2b."_qs;
    QTest::newRow("no equals sign") << u"hash sha256"_qs << u"hash: “sha256” is not of the form option=value."_qs;
    QTest::newRow("no key") << u"hash =md5"_qs << u"hash: “=md5” is not of the form option=value."_qs;
    QTest::newRow("twice") << u"hash algorithm=md5 algorithm=sha1"_qs
                           << u"hash: the option “algorithm” is given twice."_qs;
    QTest::newRow("open quote") << u"hash algorithm=\"md5"_qs
                                << u"In the step “hash algorithm=\"md5” a quote (\") is not closed."_qs;
    const auto width = u"thumbnail: width must be a whole number from 0 to 10000 px, not “%1”."_qs;
    for (const auto &bad : {u"abc"_qs, u"-1"_qs, u"10001"_qs, u"1.5"_qs, u"0x10"_qs, u"99999999999"_qs})
        QTest::addRow("width %s", qPrintable(bad)) << u"thumbnail width="_qs + bad << width.arg(bad);
    QTest::newRow("quality") << u"thumbnail quality=0"_qs
                             << u"thumbnail: quality must be a whole number from 1 to 100, not “0”."_qs;
}

void RecipeTest::refusesText()
{
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    const auto step = parseStep(text);
    QVERIFY(step.failed());
    QCOMPARE(step.error().message, sentence);
    QCOMPARE(step.error().kind, ErrorKind::Input);
}

static Recipe recipeOf(const QStringList &texts)
{
    Recipe recipe;
    for (const auto &text : texts)
        recipe.steps.push_back(parseStep(text).value());
    return recipe;
}

void RecipeTest::survivesJson()
{
    const auto recipe = recipeOf({u"thumbnail width=64 quality=70"_qs, u"hash"_qs, u"hash algorithm=md5"_qs});
    const auto text = QJsonDocument(toJson(recipe)).toJson();
    const auto again = recipeFromJson(QJsonDocument::fromJson(text).array());
    QVERIFY(again);
    QCOMPARE(again.value(), recipe); // integers come back as integers
}

static QJsonArray arrayOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).array();
}

void RecipeTest::acceptsHandWrittenJson()
{
    const auto recipe =
        recipeFromJson(arrayOf(R"([{"name":"hash"},{"name":"thumbnail","parameters":{"width":"64"}}])"));
    QVERIFY(recipe);
    QCOMPARE(recipe.value(), recipeOf({u"hash"_qs, u"thumbnail width=64"_qs}));
}

void RecipeTest::refusesJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("not an object") << QByteArray(R"(["hash"])")
                                   << u"Step 1 of the recipe is not an object with a “name”."_qs;
    QTest::newRow("second without name") << QByteArray(R"([{"name":"hash"},{"parameters":{}}])")
                                         << u"Step 2 of the recipe is not an object with a “name”."_qs;
    QTest::newRow("unknown key") << QByteArray(R"([{"name":"hash","algorithm":"md5"}])")
                                 << u"Step 1 of the recipe has an unknown key “algorithm”. Keys: name, parameters."_qs;
    QTest::newRow("parameters not an object") << QByteArray(R"([{"name":"hash","parameters":["md5"]}])")
                                              << u"The “parameters” of step 1 of the recipe are not an object."_qs;
    QTest::newRow("unknown step") << QByteArray(R"([{"name":"shell"}])")
                                  << u"There is no step “shell”. Steps: "_qs + knownSteps();
    QTest::newRow("fraction") << QByteArray(R"([{"name":"thumbnail","parameters":{"width":1.5}}])")
                              << u"thumbnail: width must be a whole number from 0 to 10000 px, not “1.5”."_qs;
    QTest::newRow("huge") << QByteArray(R"([{"name":"thumbnail","parameters":{"width":1e300}}])")
                          << u"thumbnail: width must be a whole number from 0 to 10000 px, not “1e+300”."_qs;
    QTest::newRow("boolean") << QByteArray(R"([{"name":"thumbnail","parameters":{"width":true}}])")
                             << u"thumbnail: width must be a whole number from 0 to 10000 px, not “true”."_qs;
    QTest::newRow("number for a choice") << QByteArray(R"([{"name":"hash","parameters":{"algorithm":1}}])")
                                         << u"hash: algorithm cannot be “1”. Possible: sha256, sha1, md5, blake2b."_qs;
}

void RecipeTest::refusesJson()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, sentence);
    const auto recipe = recipeFromJson(arrayOf(json));
    QVERIFY(recipe.failed());
    QCOMPARE(recipe.error().message, sentence);
    QCOMPARE(recipe.error().kind, ErrorKind::Input);
}

void RecipeTest::instantiates()
{
    const auto steps = instantiate(recipeOf({u"thumbnail"_qs, u"hash"_qs, u"hash algorithm=blake2b"_qs}));
    QVERIFY(steps);
    QStringList story;
    for (const auto &ready : steps.value())
        story << ready.step->name() + (ready.isolated ? u" isolated"_qs : QString()) +
                     (ready.step->changesBody() ? u" changes"_qs : QString());
    QCOMPARE(story, QStringList({u"thumbnail isolated changes"_qs, u"hash"_qs, u"hash"_qs}));
}

void RecipeTest::refusesWhatDoesNotGoTogether()
{
    const auto steps = instantiate(recipeOf({u"hash"_qs, u"thumbnail width=0 height=0"_qs}));
    QVERIFY(steps.failed());
    QCOMPARE(steps.error().message, u"thumbnail: give a width or a height; both are 0."_qs);

    Recipe unknown;
    unknown.steps.push_back({u"shell"_qs, {}});
    QVERIFY(instantiate(unknown).failed());
}

void RecipeTest::everyKindExplainsItself()
{
    for (const auto &kind : stepKinds()) {
        QVERIFY(!kind.sentence.isEmpty());
        for (const auto &parameter : kind.parameters) {
            QVERIFY(!parameter.sentence.isEmpty());
            if (parameter.required)
                continue; // has no default
            const auto text = kind.name + u' ' + parameter.name + u"='"_qs + parameter.defaultValue.toString() + u'\'';
            QVERIFY2(parseStep(text), qPrintable(text)); // a default is a legal value
        }
    }
}

QTEST_GUILESS_MAIN(RecipeTest)
#include "tst_recipe.moc"
