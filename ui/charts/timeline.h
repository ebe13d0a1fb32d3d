#pragma once

#include <QObject>

#include <optional>

namespace sluice {

/// What the charts of a page share: which stretch of the run they show, and where the cursor stands. In seconds since
/// the run began.
class Timeline : public QObject
{
    Q_OBJECT

public:
    static constexpr double shortest = 10; ///< seconds that are shown at least

    explicit Timeline(QObject *parent) : QObject(parent) {}

    /// How long the run has been. While it follows, the stretch shown moves along; while paused, nothing does.
    /// One that has ended fills the stretch; one that goes on gets room to grow.
    void setLength(double length, bool ended = false);
    double length() const { return m_length; }
    bool hasEnded() const { return m_ended; }
    double from() const { return m_to - m_span; }
    double to() const { return m_to; }
    bool isFollowing() const { return m_following; }
    bool isPaused() const { return m_paused; }

    /// The stretch that a double click comes back to: so many seconds at the end; 0 is the whole run.
    void setHome(double span);
    void reset();
    /// The moment stays where it is on the screen. A factor under 1 shows less.
    void zoom(double factor, double around);
    void show(double from, double to);
    void pan(double by);
    void setFollowing(bool following);
    void setPaused(bool paused);

    std::optional<double> cursor() const { return m_cursor; }
    /// Kept within the run.
    void setCursor(std::optional<double> time);
    /// Where the cursor stands while nobody moves it; without, there is none then.
    void setRest(std::optional<double> time) { m_rest = time; }
    void rest() { setCursor(m_rest); }

Q_SIGNALS:
    void rangeChanged();
    void cursorChanged();
    void modeChanged(); ///< following, paused or ended

private:
    double homeSpan() const;
    void follow(double span);
    void setRange(double span, double to);

    double m_length = 0;
    bool m_ended = false;
    double m_span = 30;
    double m_to = 30;
    double m_home = 600;
    bool m_atHome = true; ///< the span is nobody's choice: it grows with the run
    bool m_following = true;
    bool m_paused = false;
    std::optional<double> m_cursor;
    std::optional<double> m_rest;
};

} // namespace sluice
