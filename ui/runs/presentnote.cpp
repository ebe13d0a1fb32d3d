#include "ui/runs/presentnote.h"

#include "engine/snapshot.h"
#include "ui/theme/look.h"
#include "ui/words.h"

namespace sluice {

PresentNote::PresentNote(QWidget *parent) : QLabel(parent)
{
    setLook(this, Look::Strong);
    setToolTip(tr("This part of the window does not follow the time bar."));
    hide();
}

void PresentNote::sampled(const Snapshot &snapshot)
{
    if (snapshot.asOf)
        setText(tr("Shows the present, not %1").arg(clockText(*snapshot.asOf)));
    setVisible(snapshot.asOf.has_value());
}

} // namespace sluice
