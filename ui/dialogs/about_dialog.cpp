#include "ui/dialogs/about_dialog.h"

#include "ui/style/icons.h"
#include "ui/widgets/labels.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

AboutDialog::AboutDialog(const QString& graphics, QWidget* parent) : StudioDialog(tr("About Kinetoscope"), parent) {
    setObjectName(QStringLiteral("aboutDialog"));
    auto* mark = new QLabel;
    mark->setPixmap(applicationMark(64, devicePixelRatioF()));
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(makeLabel(QStringLiteral("Kinetoscope"), TextSize::Heading, Tone::Normal, TextWeight::Semibold));
    words->addWidget(makeLabel(tr("Snapshots in, motion out"), TextSize::Body, Tone::Secondary));
    words->addSpacing(12);
    const QString version =
        tr("Version %1, Qt %2").arg(QCoreApplication::applicationVersion(), QLatin1String(qVersion()));
    for (const QString& line :
         {version, tr("Stage drawn by %1").arg(graphics),
          tr("It learns by Action Matching: Neklyudov, Brekelmans, Severo and Makhzani, ICML 2023, arXiv 2210.06662."),
          tr("Free software under the GNU General Public License, version 3 or later, without any warranty.")}) {
        QLabel* label = makeExplanation(line);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->addWidget(label);
    }
    auto* row = new QHBoxLayout;
    row->setContentsMargins(24, 24, 24, 24);
    row->setSpacing(20);
    row->addWidget(mark, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    body()->addLayout(row);
    QPushButton* copy = addButton(QStringLiteral("copyButton"), tr("Copy details"));
    connect(copy, &QPushButton::clicked, this, [version, graphics] {
        QApplication::clipboard()->setText(
            QStringLiteral("Kinetoscope %1; %2; %3").arg(version, graphics, QGuiApplication::platformName()));
    });
    QPushButton* close = addButton(QStringLiteral("closeButton"), tr("Close"), true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    setFixedWidth(560);
}

} // namespace ui
