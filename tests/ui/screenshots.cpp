// Pictures of the real window, for the README and for looking at: sluice-screenshots FOLDER [run | hosts | failures |
// recipe]... Real practice servers, real runs; light and dark, at two sizes. Without a part's name: all of them.
#include "pageshots.h"
#include "photographer.h"
#include "practice/practiceserver.h"

#include <QSettings>
#include <QTemporaryDir>

using namespace sluice;

int main(int argc, char **argv)
{
    const QStringList all{QStringLiteral("run"), QStringLiteral("hosts"), QStringLiteral("failures"),
                          QStringLiteral("recipe")};
    const QTemporaryDir home;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, home.path());
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("sluice"));
    QApplication::setOrganizationName(QStringLiteral("sluice"));
    auto parts = QApplication::arguments().mid(2);
    const bool known = std::ranges::all_of(parts, [&all](const QString &part) { return all.contains(part); });
    if (argc < 2 || !known) {
        std::fprintf(stderr, "Usage: sluice-screenshots FOLDER [%s]...\n", qPrintable(all.join(QStringLiteral(" | "))));
        return 2;
    }
    if (parts.isEmpty())
        parts = all;
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    if (!folder.mkpath(QStringLiteral("."))) {
        std::fprintf(stderr, "The folder %s cannot be made.\n", argv[1]);
        return 2;
    }

    Theme theme;
    Engine engine;
    engine.watchThisLoop();
    MainWindow window(&engine, &theme);
    window.show();
    Photographer photographer(&theme, &window, folder);
    PracticeServer server;
    const auto practice = server.start().value().toString();
    for (const auto &part : std::as_const(parts)) {
        window.open(home.filePath(part == QStringLiteral("run") ? QStringLiteral("photos.sluice")
                                                                : part + QStringLiteral(".sluice")),
                    {});
        if (part == QStringLiteral("run")) {
            photographer.window(QStringLiteral("empty"));
            photographRun(photographer, &window, &engine);
        } else if (part == QStringLiteral("hosts")) {
            photographHosts(photographer, &window, &engine);
        } else if (part == QStringLiteral("failures")) {
            photographFailures(photographer, &window, &engine, practice);
        } else {
            photographRecipe(photographer, &window, practice);
        }
    }
    return photographer.failures() == 0 ? 0 : 1;
}
