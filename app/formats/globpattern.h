// Paths with wildcards.
#pragma once

#include <QString>

#include <string>
#include <vector>

namespace sluice {

/// A path such as photos/*.jpg: * and ? stand for signs of one name, […] and [!…] for one of several, ** as a whole
/// name for folders at any depth, none included; \ takes a sign as it is. A name that begins with a dot is only meant
/// where the pattern has that dot too. Looks at no file. What one sign is depends on the locale,
/// which QCoreApplication sees to be UTF-8.
class GlobPattern
{
public:
    /// The names of the pattern that may come next. Several, because of **.
    using Places = std::vector<size_t>;

    static bool isPattern(QStringView text); ///< has *, ? or [ in it

    explicit GlobPattern(const QString &text);

    /// What stands before the first wildcard, with the slash; empty for the current folder.
    const QString &folder() const { return m_folder; }

    Places begin() const;
    /// What may come next in a folder of this name; nothing when it is not meant.
    Places inFolder(const Places &places, const std::string &name) const;
    bool isFile(const Places &places, const std::string &name) const;

private:
    bool isAnyDepth(size_t place) const { return m_names[place] == "**"; }
    bool matches(size_t place, const std::string &name) const;
    Places after(const Places &places, const std::string &name) const;
    void addWithSkips(Places &places, size_t place) const;

    QString m_folder;
    std::vector<std::string> m_names;
};

} // namespace sluice
