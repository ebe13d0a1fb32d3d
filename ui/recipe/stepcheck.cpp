#include "ui/recipe/stepcheck.h"

namespace sluice {

namespace {

constexpr int afterChangeMs = 150;

} // namespace

StepCheck::StepCheck(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_delay.setSingleShot(true);
    m_delay.setInterval(afterChangeMs);
    connect(&m_delay, &QTimer::timeout, this, &StepCheck::begin);
}

void StepCheck::check(const RecipeStep &step)
{
    ++m_number;
    m_step = step;
    m_delay.start();
}

void StepCheck::cancel()
{
    ++m_number;
    m_delay.stop();
}

void StepCheck::begin()
{
    m_pool.clear(); // what has not begun is of no use any more
    m_pool.start([this, step = m_step, number = m_number] {
        const auto made = instantiate(Recipe{{step}});
        const auto sentence = made.failed() ? made.error().message : QString();
        const auto answer = [this, number, sentence] {
            if (number == m_number)
                Q_EMIT checked(sentence);
        };
        QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
    });
}

} // namespace sluice
