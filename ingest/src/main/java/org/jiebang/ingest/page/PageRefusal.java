package org.jiebang.ingest.page;

/** Why a page or a file of a source was not read, in words for people with the way out. The names are stable. */
public enum PageRefusal {
    BAD_ADDRESS("地址的写法不对，或不是 http、https 地址。请检查来源的地址。", "No http or https address. Check the address of the source."),
    NOT_PUBLIC("地址在内部网络中，平台不会访问。请给出公网可以访问的地址。", "An address of a private network is never called. Give a public one."),
    ROBOTS(
            "网站的 robots.txt 不允许访问这一页。请与网站管理者联系，或改用上传文件。",
            "The site's robots.txt forbids this page. Ask its owner, or upload a file."),
    REDIRECTS("网页跳转次数过多。请在浏览器中打开，换用跳转后的地址。", "Too many redirects. Open it in a browser and use the final address."),
    TIMEOUT("网站没有在限定时间内答复。稍后会再试。", "The site did not answer in time. It will be tried again."),
    UNREACHABLE("连接不上网站：域名、证书或网络有问题。请在浏览器中确认能打开。", "The site cannot be reached. Check that it opens in a browser."),
    BUSY("网站要求稍后再来。下次运行会再试，可把运行间隔调大。", "The site asks to come later. The next run tries again."),
    SERVER_ERROR("网站出错。下次运行会再试。", "The site has an error. The next run tries again."),
    FORBIDDEN(
            "网站要求登录或拒绝访问。请改用不需登录的页面，或上传文件。",
            "The site wants a sign-in or refuses. Use a public page, or upload a file."),
    GONE("网页已不在。如已搬家，请改来源的地址。", "The page is gone. If it moved, change the address of the source."),
    WRONG_TYPE(
            "内容不是网页，也不是可读的附件。请检查链接的选择器。",
            "Neither a page nor a file that can be read. Check the selector of the links."),
    TOO_LARGE(
            "内容过大，已停止读取。请改用更小的页面，或分成几个文件上传。",
            "Too large; reading was stopped. Use a smaller page, or upload it in parts."),
    SCRIPTED(
            "网页的内容由脚本生成，不运行脚本就没有文字。请换用不带脚本的页面，或另存网页后上传。",
            "The page is empty without scripts. Use another page, or save it in a browser and upload the file."),
    NO_ITEMS(
            "按选择器没有找到条目。网页可能已改版，请重新预览并修改选择器。",
            "The selector finds no item. The page may have changed: preview it again."),
    DAMAGED(
            "文件已损坏或格式有误，无法读取。请在网站上核对，或下载后另存再上传。",
            "The file is damaged. Check it on the site, or save it anew and upload it."),
    ENCRYPTED("文件加了密，无法读取。请取得无密码的文件后上传。", "The file is encrypted. Get one without a password and upload it."),
    BOMB("压缩文件异常：层数、个数或压缩比过大，已拒绝读取。", "The archive nests, holds or unpacks too much; it was refused."),
    NO_TEXT("文件里没有文字，可能是扫描件。请先做文字识别再上传。", "The file holds no text; it may be a scan. Recognise the text first."),
    NO_TABLE("没有认出表格的列名。请对照模板修改后上传。", "The columns of the table were not understood. Compare it with the template."),
    UNSUPPORTED(
            "不支持这种文件。可读的有 .docx、.doc、.xlsx、.pdf 和含有它们的 .zip。",
            "Not supported. .docx, .doc, .xlsx, .pdf and a .zip of these are read.");

    private final String chinese;
    private final String english;

    PageRefusal(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    /** May the same be read later, with nothing changed by a person? */
    public boolean isPassing() {
        return this == TIMEOUT || this == UNREACHABLE || this == BUSY || this == SERVER_ERROR;
    }
}
