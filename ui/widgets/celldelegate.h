#pragma once

#include <QStyledItemDelegate>

namespace sluice {

/// Paints the cells of tables: text that fits, a hairline under each row. Does by hand what a stylesheet would do some
/// ten times slower.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int side = 10; ///< between text and the cell's edges, as in table heads

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// How one cell differs from the plain one.
    struct Manner
    {
        bool dimmed = false;
        Qt::TextElideMode elide = Qt::ElideRight;
        QIcon icon;     ///< before the text
        int indent = 0; ///< of icon and text, in pixels
    };
    virtual Manner mannerOf(const QModelIndex &index) const;
};

} // namespace sluice
