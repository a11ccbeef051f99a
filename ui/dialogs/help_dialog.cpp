#include "ui/dialogs/help_dialog.h"

#include "ui/style/fonts.h"
#include "ui/style/resources.h"

#include <QFile>
#include <QPushButton>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTextList>
#include <QTextTable>
#include <QVBoxLayout>

namespace ui {

namespace {

struct Topic {
    const char* widget; ///< object name
    const char* page;
};
constexpr Topic kTopics[] = {
    {"gallery", "start"},
    {"snapshotsDock", "snapshots"},
    {"methodSection", "method"},
    {"pathSection", "inspector"},
    {"networkSection", "inspector"},
    {"trainingSection", "inspector"},
    {"layersSection", "layers"},
    {"probePanel", "layers"},
    {"revealPanel", "snapshots"},
    {"resultsDialog", "stage"},
    {"inspectorDock", "inspector"},
    {"timeline", "time"},
    {"chartsPanel", "charts"},
    {"toolOptions", "draw"},
    {"planeSection", "space"},
    {"spaceStampSection", "space"},
    {"drawingDock", "draw"},
    {"toolBar", "start"},
    {"stageArea", "stage"},
    {"importDialog", "files"},
    {"exportDialog", "export"},
    {"verifyDialog", "verify"},
    {"statusStrip", "charts"},
};

} // namespace

HelpDialog::HelpDialog(QWidget* parent) : StudioDialog(tr("Help"), parent), m_text(new QTextBrowser) {
    setObjectName(QStringLiteral("helpDialog"));
    loadResources();
    m_text->setObjectName(QStringLiteral("helpText"));
    m_text->setOpenLinks(false);
    m_text->setFont(textFont());
    m_text->document()->setDocumentMargin(24);
    m_text->document()->setIndentWidth(20);
    m_text->setAccessibleName(tr("Help"));
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) { showPage(link.toString()); });
    body()->addWidget(m_text, 1);
    QPushButton* contents = addButton(QStringLiteral("contentsButton"), tr("All pages"));
    connect(contents, &QPushButton::clicked, this, [this] { showPage(QStringLiteral("start")); });
    QPushButton* close = addButton(QStringLiteral("closeButton"), tr("Close"), true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    resize(760, 640);
    showPage(QStringLiteral("start"));
}

void HelpDialog::showPage(const QString& page) {
    const QString name = page.endsWith(QLatin1String(".md")) ? page.chopped(3) : page;
    QFile file(QStringLiteral(":/help/%1.md").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return;
    m_page = name;
    m_text->setMarkdown(QString::fromUtf8(file.readAll()));
    setTypeOfText();
}

/// Markdown brings sizes and distances of its own; these are the window's.
void HelpDialog::setTypeOfText() {
    QTextDocument& document = *m_text->document();
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        cursor.setPosition(block.position());
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        const bool isPicture = block.text().contains(QChar::ObjectReplacementCharacter);
        format.setLineHeight(isPicture ? 100 : 140, QTextBlockFormat::ProportionalHeight);
        format.setTopMargin(level > 1 ? 14 : 0);
        format.setBottomMargin(level == 1 ? 12 : block.textList() ? 4 : 8);
        format.setNonBreakableLines(false); // long command lines
        if (cursor.currentTable()) {
            format.setLineHeight(120, QTextBlockFormat::ProportionalHeight);
            format.setBottomMargin(0);
            QTextCharFormat small;
            small.setProperty(QTextFormat::FontPixelSize, int(TextSize::Small)); // italic stays italic
            cursor.mergeCharFormat(small);
        }
        cursor.setBlockFormat(format);
        if (level > 0) {
            QTextCharFormat heading;
            heading.setProperty(QTextFormat::FontSizeAdjustment, 0); // of the markdown, which would come on top
            heading.setFont(textFont(level == 1 ? TextSize::Heading : TextSize::Body, TextWeight::Semibold));
            cursor.mergeCharFormat(heading);
        }
        if (QTextList* list = block.textList(); list && list->item(0) == block) {
            QTextListFormat indent = list->format();
            indent.setIndent(1);
            list->setFormat(indent);
        }
    }
    for (QTextFrame* frame : document.rootFrame()->childFrames())
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            QTextTableFormat lines = table->format();
            lines.setBorderCollapse(true);
            lines.setBorder(1);
            lines.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            lines.setBorderBrush(m_text->palette().mid());
            lines.setCellPadding(4);
            lines.setBottomMargin(8);
            lines.setRightMargin(2); // a collapsed border reaches this far beyond a table of full width
            table->setFormat(lines);
        }
    cursor.endEditBlock();
}

QString HelpDialog::pageFor(const QWidget* widget) {
    for (; widget; widget = widget->parentWidget())
        for (const Topic& topic : kTopics)
            if (widget->objectName() == QLatin1String(topic.widget))
                return QLatin1String(topic.page);
    return QStringLiteral("start");
}

} // namespace ui
