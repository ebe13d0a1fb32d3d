#include "engine/commandsteps.h"

#include <QTest>

using namespace sluice;

class CommandStepsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecipeWithoutCommandsStartsNothing();
    void everyCommandIsShownAsItWouldBeTyped();
    void nothingOfACommandIsHidden();
};

static RecipeStep command(const QStringList &words)
{
    return {QStringLiteral("command"), {{QStringLiteral("run"), words}}};
}

void CommandStepsTest::aRecipeWithoutCommandsStartsNothing()
{
    QCOMPARE(commandLinesOf({}), QStringList());
    QCOMPARE(commandLinesOf({{parseStep(u"hash").value(), parseStep(u"thumbnail width=96").value()}}), QStringList());
}

void CommandStepsTest::everyCommandIsShownAsItWouldBeTyped()
{
    const Recipe recipe{{command({QStringLiteral("wc"), QStringLiteral("-l")}), parseStep(u"hash").value(),
                         command({QStringLiteral("my tool"), QStringLiteral("a b")})}};
    const auto lines = commandLinesOf(recipe);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0], QStringLiteral("wc -l"));
    QVERIFY2(lines[1] == QStringLiteral("'my tool' 'a b'") || lines[1] == QStringLiteral("\"my tool\" \"a b\""),
             qPrintable(lines[1]));
    const RecipeStep shell{QStringLiteral("command"), {{QStringLiteral("shell"), QStringLiteral("rm -rf ~")}}};
    const auto line = commandLinesOf({{shell}}).value(0);
    QVERIFY2(line.startsWith(QStringLiteral("/bin/sh -c ")) && line.contains(QStringLiteral("rm -rf ~")),
             qPrintable(line));
    QCOMPARE(commandLinesOf({{{QStringLiteral("command"), {}}}}).size(), 1); // still a program, whichever
}

void CommandStepsTest::nothingOfACommandIsHidden()
{
    const QString tail = QStringLiteral("the-end");
    const auto lines = commandLinesOf({{command({QStringLiteral("echo"), QString(9000, u'x'), tail}),
                                        command({QStringLiteral("echo"), QStringLiteral("\033[2Jgone\n\u202Eab")})}});
    QVERIFY(lines[0].endsWith(tail));
    for (const auto c : lines[1])
        QVERIFY(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format);
}

QTEST_APPLESS_MAIN(CommandStepsTest)
#include "tst_commandsteps.moc"
