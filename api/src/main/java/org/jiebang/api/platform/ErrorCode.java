package org.jiebang.api.platform;

import org.springframework.http.HttpStatus;

/** Every error that an answer can carry. Codes are never renamed. */
public enum ErrorCode {
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "请求有误", "请检查所填内容后重试。"),
    SIGN_IN_REQUIRED(HttpStatus.UNAUTHORIZED, "需要登录", "请登录后重试。"),
    SIGN_IN_FAILED(HttpStatus.UNAUTHORIZED, "登录失败", "用户名或密码不对，请重新输入；忘记密码请联系管理员重置。"),
    TEMPORARY_PASSWORD_EXPIRED(HttpStatus.UNAUTHORIZED, "临时密码已过期", "这个临时密码没有及时修改，已经失效；请联系管理员重置。"),
    CODE_REQUIRED(HttpStatus.UNAUTHORIZED, "需要验证码", "请输入验证器应用中的 6 位验证码，或一个恢复码。"),
    CODE_WRONG(HttpStatus.UNAUTHORIZED, "验证码不对", "验证码不对、已过期或已用过；请等下一个再输入，或用一个恢复码。"),
    TOKEN_INVALID(HttpStatus.UNAUTHORIZED, "令牌无效", "访问令牌不存在、已过期或已吊销，请在“我的账号”中新建。"),
    SIGN_IN_EXPIRED(HttpStatus.BAD_REQUEST, "登录已失效", "这次登录已用过、已过期或不是从本浏览器开始的，请重新登录。"),
    SIGN_IN_CANCELLED(HttpStatus.BAD_REQUEST, "登录已取消", "您在统一身份认证处取消了登录；如需登录请重新开始。"),
    SIGN_IN_REFUSED(HttpStatus.UNAUTHORIZED, "统一身份认证没有通过", "请重新登录；如仍不成功，请把请求编号告诉管理员。"),
    PROVIDER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "统一身份认证暂时不可用", "请稍后重试，或用用户名和密码登录。"),
    PASSWORD_CHANGE_REQUIRED(HttpStatus.FORBIDDEN, "需要先修改密码", "您的密码是临时的，请先在“我的账号”中修改密码。"),
    SECOND_FACTOR_REQUIRED(HttpStatus.FORBIDDEN, "需要两步验证", "您的身份须用两步验证登录，请先在“我的账号”中启用；从统一身份认证登录的，请联系管理员。"),
    SIGN_IN_AGAIN(HttpStatus.FORBIDDEN, "需要重新登录", "为确认是您本人，请退出并重新登录后再试。"),
    HTTPS_REQUIRED(HttpStatus.FORBIDDEN, "需要加密连接", "请用以 https:// 开头的地址；若已如此，请管理员检查反向代理转发的协议（X-Forwarded-Proto）。"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "没有权限", "您当前的身份不能这样做，各身份的权限见权限表；如有其他身份，请先切换。"),
    CROSS_SITE(HttpStatus.FORBIDDEN, "来自其他网站的请求", "请从本平台的页面操作。"),
    SIGN_IN_LOCKED(HttpStatus.TOO_MANY_REQUESTS, "登录暂时锁定", "失败次数过多，请稍后再试，或请管理员解锁。"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "请求过于频繁", "请放慢速度后重试。"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "没有找到", "它可能已被移除，请返回搜索。"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "不支持这种操作", "请对照接口文档。"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "不支持这种内容", "请对照接口文档。"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "无法给出这种格式", "请对照接口文档。"),
    FILE_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "文件过大", "请分成几个文件上传。"),
    FILE_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "文件无法读取", "请按提示处理后重新上传。"),
    BAD_CURSOR(HttpStatus.BAD_REQUEST, "翻页位置无效", "请从第一页重新开始。"),
    CONFLICT(HttpStatus.CONFLICT, "与当前状态冲突", "请刷新后重试。"),
    SEARCH_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "搜索暂时不可用", "数据没有丢失，请稍后重试。"),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "数据库暂时不可用", "请稍后重试。"),
    BUSY(HttpStatus.SERVICE_UNAVAILABLE, "服务繁忙", "请稍后重试。"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "服务内部错误", "请把请求编号告诉管理员。");

    private final HttpStatus status;
    private final String title;
    private final String wayOut;

    ErrorCode(HttpStatus status, String title, String wayOut) {
        this.status = status;
        this.title = title;
        this.wayOut = wayOut;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String wayOut() {
        return wayOut;
    }

    /** The same request may succeed later; the answer carries Retry-After. */
    public boolean retryable() {
        return status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS;
    }
}
