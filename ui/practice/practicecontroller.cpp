#include "ui/practice/practicecontroller.h"

#include "core/humanize.h"
#include "engine/engine.h"
#include "practice/practiceserver.h"
#include "ui/actions.h"

#include <QAction>

namespace sluice {

namespace {

constexpr int small = 200;
constexpr int large = 2'000;

} // namespace

PracticeController::PracticeController(Engine *engine, Actions *actions, QObject *parent)
    : QObject(parent), m_engine(engine), m_actions(actions)
{
    connect(actions->startPractice, &QAction::triggered, this, [this](bool on) {
        if (!on)
            stopServer();
        else if (ensureStarted())
            Q_EMIT notice(tr("The practice server listens at %1. Fill the queue from the Practice menu, or add "
                             "addresses of its own such as %1/delay/1.")
                              .arg(m_address.toString()));
    });
    connect(actions->fillSmall, &QAction::triggered, this, [this] { fill(small); });
    connect(actions->fillLarge, &QAction::triggered, this, [this] { fill(large); });
    // An import writes to the project it began with.
    connect(engine, &Engine::projectChanged, this, [this] { m_import.reset(); });
}

PracticeController::~PracticeController() = default;

void PracticeController::fill(int n)
{
    if (!m_engine->isOpen() || !ensureStarted())
        return;
    m_import = std::make_unique<ListImport>(m_engine->store());
    connect(m_import.get(), &ListImport::finished, this, &PracticeController::take);
    m_import->import({ImportSource::Kind::Text, practiceList(m_address, n).join(u'\n')}, {});
}

bool PracticeController::ensureStarted()
{
    if (m_server)
        return true;
    auto server = std::make_unique<PracticeServer>();
    const auto address = server->start();
    if (!address) {
        m_actions->startPractice->setChecked(false);
        Q_EMIT trouble(address.failed() ? address.error().message : QString());
        return false;
    }
    m_server = std::move(server);
    m_address = address.value();
    m_actions->startPractice->setChecked(true);
    Q_EMIT addressChanged(m_address.toString());
    return true;
}

void PracticeController::stopServer()
{
    m_server.reset();
    m_address.clear();
    Q_EMIT addressChanged({});
}

void PracticeController::take(const Result<ImportReport> &report)
{
    if (report)
        Q_EMIT notice(tr("%1 practice addresses are in the queue. Press Start.").arg(humanCount(report.value().good)));
    else if (report.failed())
        Q_EMIT trouble(report.error().message);
}

} // namespace sluice
