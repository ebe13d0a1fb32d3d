#include "ui/project/projectcontroller.h"

#include "engine/engine.h"
#include "ui/actions.h"
#include "ui/words.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

namespace sluice {

namespace {

constexpr int mostRecent = 8;
const auto recentKey = QStringLiteral("projects/recent");
const auto folderKey = QStringLiteral("projects/folder");

QString projectFilter()
{
    return ProjectController::tr("Sluice projects (*.sluice)");
}

} // namespace

ProjectController::ProjectController(Engine *engine, Actions *actions, QWidget *window)
    : QObject(window), m_engine(engine), m_actions(actions), m_window(window)
{
    connect(actions->newProject, &QAction::triggered, this, [this] { open({}); });
    connect(actions->openProject, &QAction::triggered, this, &ProjectController::chooseFile);
    connect(actions->saveProjectAs, &QAction::triggered, this, [this] { saveAs(false); });
    connect(actions->recentProjects, &QMenu::aboutToShow, this, &ProjectController::fillRecent);
    fillRecent();
}

void ProjectController::open(const QString &path)
{
    m_next = path;
    m_hasNext = true;
    if (mayLeave())
        openNow(path);
}

bool ProjectController::mayLeave()
{
    if (!m_engine->isOpen() || !m_engine->isTemporary() || m_engine->snapshot().counts.total() == 0)
        return true;
    askAboutTemporary();
    return false;
}

QString ProjectController::displayName() const
{
    if (!m_engine->isOpen())
        return {};
    return m_engine->isTemporary() ? tr("Unsaved project") : QFileInfo(m_engine->projectPath()).fileName();
}

void ProjectController::openNow(const QString &path)
{
    m_hasNext = false;
    const auto opened = m_engine->open(path);
    if (opened.failed())
        Q_EMIT trouble(opened.error().message);
    else if (!path.isEmpty())
        remember(m_engine->projectPath());
}

void ProjectController::chooseFile()
{
    auto *dialog =
        new QFileDialog(m_window, tr("Open a project"), QSettings().value(folderKey).toString(), projectFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ProjectController::open);
    dialog->open();
}

void ProjectController::saveAs(bool leaveAfterwards)
{
    auto *dialog =
        new QFileDialog(m_window, tr("Keep the project as"), QSettings().value(folderKey).toString(), projectFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("sluice"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, leaveAfterwards](const QString &path) {
        const auto saved = m_engine->saveAs(path);
        if (saved.failed()) {
            Q_EMIT trouble(saved.error().message);
            return;
        }
        remember(path);
        if (!leaveAfterwards)
            return;
        if (m_hasNext)
            openNow(m_next);
        else
            Q_EMIT leaveConfirmed();
    });
    dialog->open();
}

void ProjectController::askAboutTemporary()
{
    const auto jobs = m_engine->snapshot().counts.total();
    auto *box = new QMessageBox(m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::NoIcon);
    box->setWindowTitle(tr("Unsaved project"));
    box->setText(tr("Keep this project?"));
    box->setInformativeText(tr("It has %1 and lies in no file of yours yet. Without keeping it, jobs and results "
                               "are deleted.")
                                .arg(jobCount(jobs)));
    auto *keep = box->addButton(tr("&Keep as…"), QMessageBox::AcceptRole);
    auto *discard = box->addButton(tr("&Delete %1").arg(jobCount(jobs)), QMessageBox::DestructiveRole);
    box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    connect(box, &QMessageBox::finished, this, [this, box, keep, discard] {
        const auto *chosen = box->clickedButton();
        if (chosen == keep) {
            saveAs(true);
        } else if (chosen == discard) {
            if (m_hasNext)
                openNow(m_next);
            else
                Q_EMIT leaveConfirmed();
        } else {
            m_hasNext = false;
        }
    });
    box->open();
}

void ProjectController::remember(const QString &path)
{
    const auto absolute = QFileInfo(path).absoluteFilePath();
    QSettings settings;
    auto recent = settings.value(recentKey).toStringList();
    recent.removeAll(absolute);
    recent.prepend(absolute);
    settings.setValue(recentKey, recent.mid(0, mostRecent));
    settings.setValue(folderKey, QFileInfo(absolute).absolutePath());
    fillRecent();
}

void ProjectController::fillRecent()
{
    auto *menu = m_actions->recentProjects;
    menu->clear();
    for (const auto &path : QSettings().value(recentKey).toStringList()) {
        auto text = QDir::toNativeSeparators(path);
        menu->addAction(text.replace(u'&', QStringLiteral("&&")), this, [this, path] { open(path); });
    }
    menu->setEnabled(!menu->isEmpty());
}

} // namespace sluice
