//! Formats of files that are no data files (RON).

use crate::lang::Lang;

/// Format of a file that is no data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignFormat {
    /// Workbook of Excel or WPS (`.xlsx`).
    Workbook,
    /// Table in CSV, or with tabs.
    Csv,
    /// JSON.
    Json,
    /// Workbook in the old format (`.xls`, `.et`), or with a password.
    OldWorkbook,
    /// `OpenDocument` spreadsheet (`.ods`).
    OpenDocument,
    /// Web page, or another file in HTML or XML.
    Html,
    /// Word document (`.docx`).
    Word,
    /// Text document of Word or WPS in an older format, of `LibreOffice`, or in RTF.
    Document,
    /// Slides.
    Slides,
    /// PDF.
    Pdf,
    /// Picture.
    Picture,
    /// Archive of files.
    Archive,
    /// Text of another kind, by its name.
    OtherText,
    /// Bytes that are no text, in no known format.
    Binary,
}

impl ForeignFormat {
    /// Returns true if `minsheng import` converts such files.
    #[must_use]
    pub fn is_convertible(self) -> bool {
        matches!(self, Self::Workbook | Self::Csv | Self::Json | Self::Html | Self::Word)
    }

    pub(super) fn name(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::Workbook => s.format_workbook,
            Self::Csv => s.format_csv,
            Self::Json => s.format_json,
            Self::OldWorkbook => s.format_old_workbook,
            Self::OpenDocument => s.format_open_document,
            Self::Html => s.format_html,
            Self::Word => s.format_word,
            Self::Document => s.format_document,
            Self::Slides => s.format_slides,
            Self::Pdf => s.format_pdf,
            Self::Picture => s.format_picture,
            Self::Archive => s.format_archive,
            Self::OtherText => s.format_other_text,
            Self::Binary => s.format_binary,
        }
    }

    /// Returns the way from a file that is not converted to one that is.
    pub(super) fn remedy(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::OldWorkbook => s.format_old_workbook_remedy,
            Self::Workbook | Self::OpenDocument | Self::Html | Self::Word => s.format_resave,
            Self::Document => s.format_document_remedy,
            Self::Slides => s.format_copy_table,
            Self::Pdf => s.format_pdf_remedy,
            Self::Picture => s.format_picture_remedy,
            Self::Archive => s.format_archive_remedy,
            Self::Csv | Self::Json | Self::OtherText | Self::Binary => s.format_other_remedy,
        }
    }
}
