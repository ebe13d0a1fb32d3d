// The text of a page, as a reader sees it.
#pragma once

#include "processing/steps/documenttree.h"

#include <QByteArray>

namespace sluice {

/// The text of an HTML page in UTF-8: a line for each paragraph, heading, list item, table row and the like, white
/// space collapsed but in <pre>, cells of a row divided by tabs; nothing of <head>, scripts, styles, <template>,
/// <noscript> and what is hidden.
///
/// Its main text leaves more out: what is outside the page's only <main>, or else its only <article>; <nav> and
/// <aside>; <header> and <footer> outside of <main> and <article>; and each line more than half of which is link text.
Result<QByteArray> pageText(const DocumentTree &page, bool mainOnly, const CancelToken &token);

/// All text of an XML document, each run between tags as a line, white space collapsed.
Result<QByteArray> xmlText(const DocumentTree &document, const CancelToken &token);

} // namespace sluice
