// Where in the source a call stands.
#pragma once

namespace sluice {

/// std::source_location for clang 14 too, which cannot compile libstdc++'s.
struct SourcePlace
{
    const char *file = nullptr; ///< lives as long as the program
    unsigned line = 0;

    /// As a default argument: of the call that leaves it out.
    static constexpr SourcePlace current(const char *file = __builtin_FILE(), unsigned line = __builtin_LINE())
    {
        return {file, line};
    }
};

} // namespace sluice
