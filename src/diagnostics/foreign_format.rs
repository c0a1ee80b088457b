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
    /// Binary workbook of Excel since 2007 (`.xlsb`).
    BinaryWorkbook,
    /// Workbook of Excel 5 to 2003, or of WPS (`.xls`, `.et`).
    OldWorkbook,
    /// `OpenDocument` spreadsheet, packed (`.ods`) or as a single XML file (`.fods`).
    OpenDocument,
    /// Web page.
    Html,
    /// Word document (`.docx`).
    Word,
    /// Text document of Word or WPS in an older format, of `LibreOffice`, or in RTF.
    Document,
    /// Slides.
    Slides,
    /// Workbook or document with a password.
    Locked,
    /// Workbook from before Excel 5.
    OldestWorkbook,
    /// Another file of an old office program.
    OldOffice,
    /// PDF, or OFD, its Chinese counterpart.
    Pdf,
    /// Picture.
    Picture,
    /// File of Apple's Numbers, Pages or Keynote.
    Apple,
    /// Web page with its pictures in one file (`.mht`).
    SavedPage,
    /// XML of another kind.
    Xml,
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
        self.is_workbook() || matches!(self, Self::Csv | Self::Json | Self::Html | Self::Word)
    }

    /// Returns true for a workbook of a kind that is read.
    #[must_use]
    pub fn is_workbook(self) -> bool {
        matches!(
            self,
            Self::Workbook | Self::BinaryWorkbook | Self::OldWorkbook | Self::OpenDocument
        )
    }

    pub(super) fn name(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::Workbook => s.format_workbook,
            Self::Csv => s.format_csv,
            Self::Json => s.format_json,
            Self::BinaryWorkbook => s.format_binary_workbook,
            Self::OldWorkbook => s.format_old_workbook,
            Self::OpenDocument => s.format_open_document,
            Self::Html => s.format_html,
            Self::Word => s.format_word,
            Self::Document => s.format_document,
            Self::Slides => s.format_slides,
            Self::Locked => s.format_locked,
            Self::OldestWorkbook => s.format_oldest_workbook,
            Self::OldOffice => s.format_old_office,
            Self::Pdf => s.format_pdf,
            Self::Picture => s.format_picture,
            Self::Apple => s.format_apple,
            Self::SavedPage => s.format_saved_page,
            Self::Xml => s.format_xml,
            Self::Archive => s.format_archive,
            Self::OtherText => s.format_other_text,
            Self::Binary => s.format_binary,
        }
    }

    /// Returns the way from a file that is not converted to one that is.
    pub(super) fn remedy(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::Workbook
            | Self::BinaryWorkbook
            | Self::OldWorkbook
            | Self::OpenDocument
            | Self::OldestWorkbook
            | Self::Html
            | Self::SavedPage
            | Self::Word => s.format_resave,
            Self::Locked => s.format_locked_remedy,
            Self::OldOffice => s.format_old_office_remedy,
            Self::Apple => s.format_apple_remedy,
            Self::Xml => s.format_xml_remedy,
            Self::Document => s.format_document_remedy,
            Self::Slides => s.format_copy_table,
            Self::Pdf => s.format_pdf_remedy,
            Self::Picture => s.format_picture_remedy,
            Self::Archive => s.format_archive_remedy,
            Self::Csv | Self::Json | Self::OtherText | Self::Binary => s.format_other_remedy,
        }
    }
}
