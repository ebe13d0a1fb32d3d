// Which links of a page are wanted.
#pragma once

namespace sluice {

enum class LinkKind {
    Pages,  ///< href of <a> and <area>
    Images, ///< src and srcset of <img>, srcset of <source>
    All,
};

} // namespace sluice
