#pragma once

#include "ui/tasks/taskarrangement.h"

namespace sluice {

/// What tasks wait for: places, rates, threads, the project file.
class ResourceTableModel : public FollowingModel
{
    Q_OBJECT

public:
    enum Role {
        ShareRole = Qt::UserRole, ///< used up, 0 to 1; less than 0: cannot be said
        ExhaustedRole,            ///< bool
    };

    using FollowingModel::FollowingModel;

    void show(const TaskArrangement &arrangement);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const TaskSnapshot> m_snapshot;
};

} // namespace sluice
