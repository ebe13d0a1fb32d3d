// The least that a thumbnail costs: QImageReader at the reduced size, QImageWriter into memory, one after the other.
//
// usage: sluice-bench-imageloop FOLDER WIDTH
#include <QBuffer>
#include <QCoreApplication>
#include <QDirIterator>
#include <QImageReader>
#include <QImageWriter>

#include <cstdio>

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    const int width = arguments.value(2).toInt();
    if (width < 1)
        return 2;
    qsizetype bytes = 0;
    QDirIterator files(arguments.at(1), QDir::Files);
    while (files.hasNext()) {
        QImageReader reader(files.next(), "jpeg");
        const auto size = reader.size();
        reader.setScaledSize(size.scaled(width, size.height(), Qt::KeepAspectRatio));
        const auto image = reader.read();
        QByteArray encoded;
        QBuffer buffer(&encoded);
        QImageWriter writer(&buffer, "jpeg");
        writer.setQuality(85);
        if (image.isNull() || !writer.write(image))
            return 1;
        bytes += encoded.size();
    }
    std::printf("%lld bytes\n", static_cast<long long>(bytes));
    return bytes > 0 ? 0 : 1;
}
