#include "formats/globpattern.h"

#include <QStringList>

#include <algorithm>
#include <fnmatch.h>

namespace sluice {

bool GlobPattern::isPattern(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return QStringView(u"*?[").contains(c); });
}

GlobPattern::GlobPattern(const QString &text)
{
    auto names = text.split(u'/');
    while (!names.isEmpty() && !isPattern(names.first()))
        m_folder += names.takeFirst() + u'/';
    names.removeAll(QString()); // a//b and a/b/ are a/b
    for (const auto &name : names) {
        const auto utf8 = name.toStdString();
        if (utf8 != "**" || m_names.empty() || m_names.back() != "**")
            m_names.push_back(utf8);
    }
}

GlobPattern::Places GlobPattern::begin() const
{
    Places places;
    addWithSkips(places, 0);
    return places;
}

GlobPattern::Places GlobPattern::inFolder(const Places &places, const std::string &name) const
{
    auto next = after(places, name);
    std::erase(next, m_names.size()); // the pattern ends here: it means a file
    return next;
}

bool GlobPattern::isFile(const Places &places, const std::string &name) const
{
    const auto next = after(places, name);
    return std::find(next.begin(), next.end(), m_names.size()) != next.end();
}

bool GlobPattern::matches(size_t place, const std::string &name) const
{
    if (isAnyDepth(place))
        return !name.starts_with('.');
    return ::fnmatch(m_names[place].c_str(), name.c_str(), FNM_PERIOD) == 0;
}

GlobPattern::Places GlobPattern::after(const Places &places, const std::string &name) const
{
    Places next;
    for (const auto place : places) {
        if (place < m_names.size() && matches(place, name))
            addWithSkips(next, isAnyDepth(place) ? place : place + 1);
    }
    return next;
}

/// ** may stand for no folder at all.
void GlobPattern::addWithSkips(Places &places, size_t place) const
{
    if (std::find(places.begin(), places.end(), place) != places.end())
        return;
    places.push_back(place);
    if (place < m_names.size() && isAnyDepth(place))
        addWithSkips(places, place + 1);
}

} // namespace sluice
