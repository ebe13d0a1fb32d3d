#include "ui/viewmemory.h"

#include "engine/engine.h"

namespace sluice {

namespace {

constexpr int rememberAfterMs = 800;

} // namespace

ViewMemory::ViewMemory(Engine *engine, QObject *parent) : QObject(parent), m_engine(engine)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(rememberAfterMs);
    connect(&m_delay, &QTimer::timeout, this, &ViewMemory::write);
}

void ViewMemory::recall()
{
    for (auto &view : m_views) {
        view.known = m_engine->value(view.key);
        view.recall(view.known);
    }
    m_delay.stop();
}

void ViewMemory::save()
{
    if (m_delay.isActive())
        write();
}

void ViewMemory::write()
{
    m_delay.stop();
    if (!m_engine->isOpen())
        return;
    for (auto &view : m_views) {
        if (const auto text = view.memory(); text != view.known)
            m_engine->setValue(view.key, view.known = text);
    }
}

} // namespace sluice
