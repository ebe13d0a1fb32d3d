#include "processing/steps/encoding.h"

#include <QHash>

#include <array>

namespace sluice {

namespace {

struct Row
{
    Encoding encoding;
    const char *labels; ///< besides the name, in lower case
};

// After https://encoding.spec.whatwg.org/#names-and-labels
const std::array rows{
    Row{{"UTF-8", "UTF-8"}, "utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8"},
    Row{{"windows-1252", "CP1252"},
        "ascii us-ascii ansi_x3.4-1968 cp1252 cp819 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 "
        "iso_8859-1:1987 l1 latin1 csisolatin1 x-cp1252"},
    Row{{"UTF-16LE", "UTF-16LE"}, "utf-16 unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff"},
    Row{{"UTF-16BE", "UTF-16BE"}, "unicodefffe"},
    Row{{"GBK", "GB18030"}, "gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk cp936"},
    Row{{"GB18030", "GB18030"}, ""},
    Row{{"Big5", "BIG5-HKSCS"}, "big5-hkscs cn-big5 csbig5 x-x-big5"},
    Row{{"Shift_JIS", "CP932"}, "shift-jis sjis ms_kanji ms932 windows-31j x-sjis csshiftjis cp932"},
    Row{{"EUC-JP", "EUC-JP-MS"}, "x-euc-jp cseucpkdfmtjapanese"},
    Row{{"ISO-2022-JP", "ISO-2022-JP"}, "csiso2022jp"},
    Row{{"EUC-KR", "CP949"},
        "korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 cseuckr csksc56011987 iso-ir-149 windows-949 uhc "
        "cp949"},
    Row{{"windows-1250", "CP1250"}, "cp1250 x-cp1250"},
    Row{{"windows-1251", "CP1251"}, "cp1251 x-cp1251"},
    Row{{"windows-1253", "CP1253"}, "cp1253 x-cp1253"},
    Row{{"windows-1254", "CP1254"},
        "cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 iso-ir-148 l5 latin5 csisolatin5"},
    Row{{"windows-1255", "CP1255"}, "cp1255 x-cp1255"},
    Row{{"windows-1256", "CP1256"}, "cp1256 x-cp1256"},
    Row{{"windows-1257", "CP1257"}, "cp1257 x-cp1257"},
    Row{{"windows-1258", "CP1258"}, "cp1258 x-cp1258"},
    Row{{"windows-874", "CP874"}, "tis-620 dos-874 iso-8859-11 iso8859-11 iso885911"},
    Row{{"ISO-8859-2", "ISO-8859-2"}, "iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 l2 latin2 csisolatin2"},
    Row{{"ISO-8859-3", "ISO-8859-3"}, "iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 iso-ir-109 l3 latin3 csisolatin3"},
    Row{{"ISO-8859-4", "ISO-8859-4"}, "iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 iso-ir-110 l4 latin4 csisolatin4"},
    Row{{"ISO-8859-5", "ISO-8859-5"},
        "iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 iso-ir-144 cyrillic csisolatincyrillic"},
    Row{{"ISO-8859-6", "ISO-8859-6"},
        "iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 iso-ir-127 arabic asmo-708 ecma-114 iso-8859-6-e iso-8859-6-i "
        "csiso88596e csiso88596i csisolatinarabic"},
    Row{{"ISO-8859-7", "ISO-8859-7"},
        "iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 iso-ir-126 greek greek8 ecma-118 elot_928 sun_eu_greek "
        "csisolatingreek"},
    Row{{"ISO-8859-8", "ISO-8859-8"},
        "iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 iso-ir-138 hebrew visual iso-8859-8-e iso-8859-8-i logical "
        "csiso88598e csiso88598i csisolatinhebrew"},
    Row{{"ISO-8859-10", "ISO-8859-10"}, "iso8859-10 iso885910 iso-ir-157 l6 latin6 csisolatin6"},
    Row{{"ISO-8859-13", "ISO-8859-13"}, "iso8859-13 iso885913"},
    Row{{"ISO-8859-14", "ISO-8859-14"}, "iso8859-14 iso885914"},
    Row{{"ISO-8859-15", "ISO-8859-15"}, "iso8859-15 iso885915 iso_8859-15 l9 csisolatin9"},
    Row{{"ISO-8859-16", "ISO-8859-16"}, ""},
    Row{{"KOI8-R", "KOI8-R"}, "koi koi8 koi8_r cskoi8r"},
    Row{{"KOI8-U", "KOI8-RU"}, "koi8-ru"},
    Row{{"IBM866", "CP866"}, "866 cp866 csibm866"},
    Row{{"macintosh", "MACINTOSH"}, "mac x-mac-roman csmacintosh"},
    Row{{"x-mac-cyrillic", "MAC-CYRILLIC"}, "mac-cyrillic x-mac-ukrainian"},
    Row{{"IBM855", "CP855"}, "cp855"},
    Row{{"EUC-TW", "EUC-TW"}, ""},
    Row{{"ISO-2022-KR", "ISO-2022-KR"}, "csiso2022kr"},
};

QHash<QByteArray, const Encoding *> labelTable()
{
    QHash<QByteArray, const Encoding *> table;
    for (const auto &row : rows) {
        table.insert(QByteArray(row.encoding.name).toLower(), &row.encoding);
        for (const auto &label : QByteArray(row.labels).split(' ')) {
            if (!label.isEmpty())
                table.insert(label, &row.encoding);
        }
    }
    return table;
}

} // namespace

bool Encoding::isUtf8() const
{
    return this == utf8Encoding();
}

bool Encoding::isUtf16() const
{
    return QByteArrayView(name).startsWith("UTF-16");
}

const Encoding *utf8Encoding()
{
    return &rows[0].encoding;
}

const Encoding *windows1252Encoding()
{
    return &rows[1].encoding;
}

const Encoding *encodingOf(QByteArrayView label)
{
    static const auto table = labelTable();
    return table.value(label.trimmed().toByteArray().toLower(), nullptr);
}

} // namespace sluice
