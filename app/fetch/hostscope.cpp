#include "fetch/hostscope.h"

#include <QByteArray>
#include <QtEndian>

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace sluice {

namespace {

struct Network
{
    quint32 address;
    int prefix;
};

/// RFC 6890 and RFC 1918: what never is a public server.
constexpr std::array localNetworks{
    Network{0x00000000, 8},  // "this" network; 0.0.0.0 reaches the machine itself
    Network{0x0A000000, 8},  // 10.
    Network{0x64400000, 10}, // 100.64. shared (carrier NAT)
    Network{0x7F000000, 8},  // loopback
    Network{0xA9FE0000, 16}, // 169.254. link-local, cloud metadata
    Network{0xAC100000, 12}, // 172.16.
    Network{0xC0000000, 24}, // 192.0.0.
    Network{0xC0A80000, 16}, // 192.168.
    Network{0xC6120000, 15}, // 198.18. benchmarks
    Network{0xE0000000, 3},  // multicast, reserved, broadcast
};

bool isLocal(quint32 address)
{
    return std::any_of(localNetworks.begin(), localNetworks.end(), [address](const Network &network) {
        return (address >> (32 - network.prefix)) == (network.address >> (32 - network.prefix));
    });
}

bool isLocal(const in6_addr &address)
{
    const auto *bytes = address.s6_addr;
    const auto startsWith = [bytes](std::initializer_list<uchar> prefix) {
        return std::equal(prefix.begin(), prefix.end(), bytes);
    };
    if (startsWith({0x00, 0x64, 0xff, 0x9b})) // NAT64
        return isLocal(qFromBigEndian<quint32>(bytes + 12));
    if (startsWith({0x20, 0x02})) // 6to4
        return isLocal(qFromBigEndian<quint32>(bytes + 2));
    if (startsWith({0, 0, 0, 0, 0, 0, 0, 0, 0, 0})) // loopback, unspecified, mapped and compatible IPv4
        return isLocal(qFromBigEndian<quint32>(bytes + 12));
    const bool linkLocal = bytes[0] == 0xfe && (bytes[1] & 0x80) == 0x80; // and the old site-local
    const bool unique = (bytes[0] & 0xfe) == 0xfc;
    const bool multicast = bytes[0] == 0xff;
    return linkLocal || unique || multicast;
}

} // namespace

bool isLocalHost(QStringView host)
{
    auto name = host.trimmed().toString().toLower().toUtf8();
    if (name.startsWith('[') && name.endsWith(']'))
        name = name.sliced(1, name.size() - 2);
    if (const auto zone = name.indexOf('%'); zone >= 0)
        name.truncate(zone);
    while (name.endsWith('.'))
        name.chop(1);

    in6_addr six{};
    if (::inet_pton(AF_INET6, name.constData(), &six) == 1)
        return isLocal(six);
    in_addr four{};
    if (::inet_aton(name.constData(), &four) != 0)
        return isLocal(qFromBigEndian(four.s_addr));
    return !name.contains('.') || name.endsWith(".localhost") || name.endsWith(".localdomain");
}

} // namespace sluice
