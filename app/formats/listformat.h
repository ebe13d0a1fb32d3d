// The kinds of list there are.
#pragma once

#include <QStringView>

#include <optional>

namespace sluice {

enum class ListFormat { Txt, Csv, Tsv, Jsonl, Xml };

/// From the name without a dot, as in options and suffixes, any case.
std::optional<ListFormat> listFormatFromName(QStringView name);

struct ListName
{
    std::optional<ListFormat> format;
    bool isCompressed = false; ///< ends with .gz or .zst
};

/// What the name of a file promises.
ListName parseListName(QStringView fileName);

/// "txt, csv, tsv, jsonl, xml": for sentences.
QString listFormatNames();

} // namespace sluice
