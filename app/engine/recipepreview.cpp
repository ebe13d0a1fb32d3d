#include "engine/recipepreview.h"

#include "engine/engine.h"
#include "engine/previewcore.h"

#include <QLoggingCategory>
#include <QThread>

#include <semaphore>

namespace sluice {

namespace {

Q_LOGGING_CATEGORY(lcPreview, "sluice.preview")

}

struct RecipePreview::Private
{
    const Engine *engine;
    QThread thread;
    PreviewCore *core = nullptr; // lives on `thread`, deleted by it
    quint64 number = 0;          // of the last request
    bool busy = false;

    template <typename Call>
    void onThread(Call call)
    {
        QMetaObject::invokeMethod(core, std::move(call), Qt::QueuedConnection);
    }

    bool isNewest(quint64 answered) const { return busy && answered == number; }
};

RecipePreview::RecipePreview(const Engine *engine, QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->engine = engine;
    d->core = new PreviewCore;
    d->core->moveToThread(&d->thread);
    connect(&d->thread, &QThread::finished, d->core, &QObject::deleteLater);
    connect(d->core, &PreviewCore::inputReady, this, [this](quint64 number, const PreviewInput &input) {
        if (d->isNewest(number))
            Q_EMIT inputReady(input);
    });
    connect(d->core, &PreviewCore::inputFailed, this, [this](quint64 number, const QString &sentence) {
        if (d->isNewest(number))
            Q_EMIT inputFailed(sentence);
    });
    connect(d->core, &PreviewCore::stepEnded, this, [this](quint64 number, const PreviewStep &step) {
        if (d->isNewest(number))
            Q_EMIT stepEnded(step);
    });
    connect(d->core, &PreviewCore::finished, this, [this](quint64 number) {
        if (!d->isNewest(number))
            return;
        d->busy = false;
        Q_EMIT finished();
    });
    d->thread.setObjectName(QStringLiteral("preview"));
    d->thread.start();
}

RecipePreview::~RecipePreview()
{
    const auto ended = std::make_shared<std::binary_semaphore>(0); // of both: either side may be the last
    d->onThread([core = d->core, ended] { core->end([ended] { ended->release(); }); });
    if (!ended->try_acquire_for(endsWithin)) {
        qCWarning(lcPreview, "A step does not end. Its thread is left alone.");
        static_cast<void>(d.release()); // a thread that runs cannot be destroyed
        return;
    }
    d->thread.quit();
    d->thread.wait();
}

void RecipePreview::show(const PreviewSource &source, const Recipe &recipe)
{
    d->busy = true;
    PreviewRequest request{++d->number, source, recipe, d->engine->options(), d->engine->projectPath()};
    d->onThread([core = d->core, request = std::move(request)] { core->show(request); });
}

void RecipePreview::cancel()
{
    d->busy = false;
    d->onThread([core = d->core] { core->cancel(); });
}

void RecipePreview::forgetInput()
{
    d->busy = false;
    d->onThread([core = d->core] { core->forgetInput(); });
}

bool RecipePreview::isBusy() const
{
    return d->busy;
}

} // namespace sluice
