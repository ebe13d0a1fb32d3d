#pragma once

#include "core/duration.h"
#include "processing/recipe.h"

#include <QAbstractListModel>

namespace sluice {

/// The recipe that is being edited: a row for each step, with how it did when it was last tried. Every change can be
/// undone.
class RecipeModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { NameRole = Qt::UserRole, SummaryRole, TrialRole, TookRole };
    enum class Trial { None, Fine, Failed };

    using QAbstractListModel::QAbstractListModel;

    const Recipe &recipe() const { return m_recipe; }
    /// Begins with this one: there is nothing to undo.
    void setRecipe(const Recipe &recipe);
    /// The same as a change that can be undone.
    void replace(const Recipe &recipe);
    void add(const QString &name, int row);
    void remove(int row);
    /// `to` is where it ends up. False when one of them is no row.
    bool move(int from, int to);
    /// A value that is the default is left out of the recipe.
    void setParameter(int row, const QString &name, const QVariant &value);

    bool canUndo() const { return !m_past.empty(); }
    bool canRedo() const { return !m_future.empty(); }
    void undo();
    void redo();

    void setTrial(int row, Trial trial, Duration took);
    void clearTrials();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    bool moveRows(const QModelIndex &sourceParent, int sourceRow, int count, const QModelIndex &destinationParent,
                  int destinationChild) override;

Q_SIGNALS:
    void recipeChanged();
    /// All rows are new; here is where something changed.
    void replaced(int row);

private:
    struct Tried
    {
        Trial trial = Trial::None;
        Duration took{};
    };

    void remember(const QString &edit);
    void exchange(const Recipe &recipe);
    void changed(int fromRow);

    Recipe m_recipe;
    std::vector<Tried> m_tried; ///< one for each step
    std::vector<Recipe> m_past;
    std::vector<Recipe> m_future;
    QString m_lastEdit; ///< what was changed last: changing it again is one change with it
};

} // namespace sluice
