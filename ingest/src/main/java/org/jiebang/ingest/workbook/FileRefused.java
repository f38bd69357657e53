package org.jiebang.ingest.workbook;

/** A file that cannot be read as a table, with what is wrong and the way out. Nothing of it was taken. */
public final class FileRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with a file; the names are stable. */
    public enum Code {
        EMPTY("文件是空的。请检查后重新上传。"),
        DAMAGED("文件已损坏，无法打开。请用表格软件打开后另存为 .xlsx 再上传。"),
        ENCRYPTED_OR_OLD("这是加密的工作簿或旧版 .xls。请去掉密码并另存为 .xlsx 再上传。"),
        MACRO("工作簿含有宏。请另存为不含宏的 .xlsx 再上传。"),
        TOO_LARGE("文件解开后过大。请分成几个文件上传。"),
        ZIP_BOMB("文件的压缩比异常，已拒绝读取。请用表格软件重新保存后上传。"),
        NO_TABLE("没有找到表格或重复的信息块。请上传含有表格的文件。"),
        NO_HEADINGS("没有认出表头。请下载模板，对照列名后重新上传。"),
        NO_WORKS("文件中没有读出论文、专利或项目。请从文献数据库导出 BibTeX、RIS、NoteExpress、EndNote、.csv、.xlsx 或 OpenAlex 的 JSON 后上传。"),
        UNSUPPORTED("不支持这种文件。请上传 .xlsx、.csv 或保存的网页 .html。");

        private final String chinese;

        Code(String chinese) {
            this.chinese = chinese;
        }

        /** Sentence for people, with the way out. */
        public String chinese() {
            return chinese;
        }
    }

    private final Code code;

    public FileRefused(Code code, String detail) {
        super(detail);
        this.code = code;
    }

    public FileRefused(Code code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
