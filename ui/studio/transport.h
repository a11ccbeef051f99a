#pragma once

namespace ui {

class Document;
class MainWindow;
class Playback;

/// Joins the commands and controls that let time run, step and jump with the playback. All must live as long as the
/// window.
void connectTransport(const Document& document, Playback& playback, MainWindow& window);

} // namespace ui
