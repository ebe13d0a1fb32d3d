#pragma once

#include <QLabel>

namespace sluice {

struct Snapshot;

/// Says so where a part of the window shows the present while the rest of it looks at an earlier moment.
class PresentNote : public QLabel
{
    Q_OBJECT

public:
    explicit PresentNote(QWidget *parent);

    void sampled(const Snapshot &snapshot);
};

} // namespace sluice
