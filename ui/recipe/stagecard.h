#pragma once

#include "engine/previewtypes.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;

namespace sluice {

class ElidedLabel;
class IconLabel;
class PictureView;
class ValueGrid;

/// One stage of a preview: the input, or what a step made of it. Its columns, its body, or why it failed.
class StageCard : public QFrame
{
    Q_OBJECT

public:
    explicit StageCard(QWidget *parent);

    void showInput(const PreviewInput &input);
    void showInputFailure(const QString &sentence);
    void showStep(const QString &name, const PreviewStep &step);

private:
    enum class Sign { None, Fine, Failed };
    void setHead(Sign sign, const QString &title, const QStringList &facts);
    void setError(const QString &sentence);
    void setColumns(const PreviewColumns &columns, const QStringList &kept);
    void setBody(const PreviewBody &body);

    IconLabel *m_icon;
    QLabel *m_title;
    ElidedLabel *m_facts;
    QLabel *m_error;
    ValueGrid *m_values;
    PictureView *m_picture;
    QPlainTextEdit *m_text;
    QLabel *m_remark;
};

} // namespace sluice
