// A walk over a tree, without recursion.
#pragma once

#include "async/canceltoken.h"

#include <libxml/tree.h>

namespace sluice {

/// Calls enter(node) for every node from `top` on, in the order of the document. It says whether the children are
/// wanted (only elements have any); if so, leave(node) follows them. Polls the token every 1024 nodes; false when
/// cancelled.
template <typename Enter, typename Leave>
bool walkTree(xmlNode *top, const CancelToken &token, Enter enter, Leave leave)
{
    unsigned steps = 0;
    auto *node = top;
    while (node) {
        if (++steps % 1024 == 0 && token.isCancelled())
            return false;
        const bool wanted = enter(node);
        if (wanted && node->type == XML_ELEMENT_NODE && node->children) {
            node = node->children;
            continue;
        }
        if (wanted)
            leave(node);
        while (node != top && !node->next) {
            node = node->parent;
            leave(node);
        }
        node = node == top ? nullptr : node->next;
    }
    return true;
}

template <typename Enter>
bool walkTree(xmlNode *top, const CancelToken &token, Enter enter)
{
    return walkTree(top, token, enter, [](const xmlNode *) {});
}

} // namespace sluice
