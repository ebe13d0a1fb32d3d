#include "ui/recipe/recipemodel.h"

#include "core/humanize.h"
#include "processing/stepregistry.h"
#include "ui/recipe/stepwords.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr size_t mostUndone = 200;
constexpr qsizetype mostSummary = 300;

/// The first step in which they differ, at most the last of `now`.
int firstDifference(const Recipe &before, const Recipe &now)
{
    const auto at = std::ranges::mismatch(before.steps, now.steps).in2 - now.steps.begin();
    return static_cast<int>(std::min<std::ptrdiff_t>(at, static_cast<std::ptrdiff_t>(now.steps.size()) - 1));
}

QVariant defaultOf(const QString &step, const QString &parameter)
{
    const auto kind = stepKind(step);
    if (!kind)
        return {};
    const auto &known = kind.value()->parameters;
    const auto found = std::ranges::find(known, parameter, &StepParameter::name);
    return found == known.end() ? QVariant() : found->defaultValue;
}

} // namespace

void RecipeModel::setRecipe(const Recipe &recipe)
{
    m_past.clear();
    m_future.clear();
    m_lastEdit.clear();
    exchange(recipe);
}

void RecipeModel::replace(const Recipe &recipe)
{
    if (recipe == m_recipe)
        return;
    remember({});
    exchange(recipe);
}

void RecipeModel::add(const QString &name, int row)
{
    remember({});
    row = std::clamp(row, 0, rowCount());
    beginInsertRows({}, row, row);
    m_recipe.steps.insert(m_recipe.steps.begin() + row, {name, {}});
    m_tried.insert(m_tried.begin() + row, Tried{});
    endInsertRows();
    changed(row);
}

void RecipeModel::remove(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    remember({});
    beginRemoveRows({}, row, row);
    m_recipe.steps.erase(m_recipe.steps.begin() + row);
    m_tried.erase(m_tried.begin() + row);
    endRemoveRows();
    changed(row);
}

bool RecipeModel::move(int from, int to)
{
    const int rows = rowCount();
    if (from == to || from < 0 || to < 0 || from >= rows || to >= rows)
        return false;
    remember({});
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    const auto shift = [from, to](auto &list) {
        const auto at = list.begin();
        if (from < to)
            std::rotate(at + from, at + from + 1, at + to + 1);
        else
            std::rotate(at + to, at + from, at + from + 1);
    };
    shift(m_recipe.steps);
    shift(m_tried);
    endMoveRows();
    changed(std::min(from, to));
    return true;
}

void RecipeModel::setParameter(int row, const QString &name, const QVariant &value)
{
    auto parameters = m_recipe.steps.at(static_cast<size_t>(row)).parameters;
    if (value == defaultOf(m_recipe.steps.at(static_cast<size_t>(row)).name, name))
        parameters.remove(name);
    else
        parameters.insert(name, value);
    auto &step = m_recipe.steps[static_cast<size_t>(row)];
    if (parameters == step.parameters)
        return;
    remember(QStringLiteral("%1/%2").arg(row).arg(name));
    step.parameters = parameters;
    changed(row);
}

void RecipeModel::undo()
{
    if (!canUndo())
        return;
    m_future.push_back(m_recipe);
    const auto before = std::move(m_past.back());
    m_past.pop_back();
    m_lastEdit.clear();
    exchange(before);
}

void RecipeModel::redo()
{
    if (!canRedo())
        return;
    m_past.push_back(m_recipe);
    const auto after = std::move(m_future.back());
    m_future.pop_back();
    m_lastEdit.clear();
    exchange(after);
}

void RecipeModel::setTrial(int row, Trial trial, Duration took)
{
    if (row < 0 || row >= rowCount())
        return;
    m_tried[static_cast<size_t>(row)] = {trial, took};
    Q_EMIT dataChanged(index(row), index(row));
}

void RecipeModel::clearTrials()
{
    if (m_tried.empty())
        return;
    std::ranges::fill(m_tried, Tried{});
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int RecipeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_recipe.steps.size());
}

QVariant RecipeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = static_cast<size_t>(index.row());
    const auto &step = m_recipe.steps[row];
    const auto &tried = m_tried[row];
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return step.name;
    case SummaryRole:
        return settingsOf(step).join(QStringLiteral(" · ")).left(mostSummary);
    case TrialRole:
        return static_cast<int>(tried.trial);
    case TookRole:
        return tried.trial == Trial::None ? QString() : humanDuration(tried.took);
    case Qt::AccessibleTextRole: {
        const auto text = tr("Step %1: %2, %3").arg(row + 1).arg(step.name, index.data(SummaryRole).toString());
        if (tried.trial == Trial::None)
            return text;
        return tried.trial == Trial::Fine ? tr("%1, worked in %2").arg(text, humanDuration(tried.took))
                                          : tr("%1, failed").arg(text);
    }
    default:
        return {};
    }
}

Qt::ItemFlags RecipeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between rows, not onto one
    return Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

bool RecipeModel::moveRows(const QModelIndex &sourceParent, int sourceRow, int count,
                           const QModelIndex &destinationParent, int destinationChild)
{
    if (sourceParent.isValid() || destinationParent.isValid() || count != 1)
        return false;
    return move(sourceRow, destinationChild > sourceRow ? destinationChild - 1 : destinationChild);
}

void RecipeModel::remember(const QString &edit)
{
    m_future.clear();
    if (!edit.isEmpty() && edit == m_lastEdit)
        return;
    m_lastEdit = edit;
    m_past.push_back(m_recipe);
    if (m_past.size() > mostUndone)
        m_past.erase(m_past.begin());
}

void RecipeModel::exchange(const Recipe &recipe)
{
    const int row = firstDifference(m_recipe, recipe);
    beginResetModel();
    m_recipe = recipe;
    m_tried.assign(m_recipe.steps.size(), Tried{});
    endResetModel();
    Q_EMIT replaced(row);
    Q_EMIT recipeChanged();
}

/// What the steps from here on did says nothing about the new recipe.
void RecipeModel::changed(int fromRow)
{
    if (fromRow < rowCount()) {
        std::fill(m_tried.begin() + fromRow, m_tried.end(), Tried{});
        Q_EMIT dataChanged(index(fromRow), index(rowCount() - 1));
    }
    Q_EMIT recipeChanged();
}

} // namespace sluice
