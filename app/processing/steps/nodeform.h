// How nodes of a document become values.
#pragma once

namespace sluice {

/// What becomes of a node: its text with white space collapsed, as it is, or an element's markup (and the text of
/// other nodes, as it is).
enum class NodeForm { Text, Verbatim, Markup };

} // namespace sluice
