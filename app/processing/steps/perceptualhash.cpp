#include "processing/steps/perceptualhash.h"

#include "processing/steps/imagescaling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sluice {

namespace {

constexpr size_t side = 32;
constexpr size_t low = 8;

using Greys = std::array<std::array<double, side>, side>; ///< by y, then x
using Waves = std::array<std::array<double, side>, low>;  ///< by frequency, then place

Greys greysOf(const QImage &image)
{
    const auto small = scaledImage(image, {int(side), int(side)}).convertToFormat(QImage::Format_RGB32);
    Greys greys{};
    for (size_t y = 0; y < side; ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(small.constScanLine(static_cast<int>(y)));
        for (size_t x = 0; x < side; ++x)
            greys[y][x] = 0.299 * qRed(line[x]) + 0.587 * qGreen(line[x]) + 0.114 * qBlue(line[x]);
    }
    return greys;
}

Waves cosines()
{
    Waves waves{};
    for (size_t frequency = 0; frequency < low; ++frequency) {
        for (size_t place = 0; place < side; ++place)
            waves[frequency][place] = std::cos((2.0 * place + 1) * frequency * std::numbers::pi / (2.0 * side));
    }
    return waves;
}

} // namespace

quint64 perceptualHash(const QImage &image)
{
    static const auto waves = cosines();
    const auto greys = greysOf(image);

    Waves rows{}; // by u, then y
    for (size_t u = 0; u < low; ++u) {
        for (size_t y = 0; y < side; ++y) {
            for (size_t x = 0; x < side; ++x)
                rows[u][y] += greys[y][x] * waves[u][x];
        }
    }
    std::array<double, low * low> frequencies{};
    for (size_t v = 0; v < low; ++v) {
        for (size_t u = 0; u < low; ++u) {
            double sum = 0;
            for (size_t y = 0; y < side; ++y)
                sum += rows[u][y] * waves[v][y];
            frequencies[v * low + u] = std::round(sum); // else the noise of arithmetic decides in flat images
        }
    }
    auto sorted = frequencies;
    std::sort(sorted.begin(), sorted.end());
    const double median = (sorted[31] + sorted[32]) / 2;
    quint64 hash = 0;
    for (const double frequency : frequencies)
        hash = hash << 1 | (frequency > median ? 1 : 0);
    return hash;
}

} // namespace sluice
