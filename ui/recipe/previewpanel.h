#pragma once

#include "engine/recipepreview.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace sluice {

class SourceBar;
class StageCard;

/// The recipe at work on one body, stage by stage; tried again a moment after each change, while it is visible.
class PreviewPanel : public QFrame
{
    Q_OBJECT

public:
    PreviewPanel(const Engine *engine, QWidget *parent);

    SourceBar *source() const { return m_source; }
    /// The recipe to try from now on.
    void setRecipe(const Recipe &recipe);
    /// Nothing is tried until the next setRecipe(); a sentence says why.
    void hold(const QString &because);
    /// Nothing is left of what was tried, or tried on.
    void clear();
    void scrollTo(int step);

Q_SIGNALS:
    void trialBegan();
    /// A step that was tried has ended.
    void tried(int step, bool fine, sluice::Duration took);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void tryNow();
    void showStep(const PreviewStep &step);
    StageCard *card(size_t index);
    void keepCards(size_t count);
    void endTrial();

    SourceBar *m_source;
    QLabel *m_status;
    QScrollArea *m_scroll;
    QVBoxLayout *m_column;
    QLabel *m_hint;
    std::vector<StageCard *> m_cards; ///< the input's, then one for each step that was reached
    Recipe m_recipe;                  ///< to try
    Recipe m_tried;                   ///< being tried
    bool m_held = false;
    bool m_answered = false; ///< all of what m_tried makes of the source is shown
    size_t m_shown = 0;      ///< cards of the present trial
    bool m_failed = false;
    Duration m_took{};
    QTimer m_delay{this};
    RecipePreview m_preview;
};

} // namespace sluice
