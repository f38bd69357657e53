package org.jiebang.api.feed;

/** A request that the protocol refuses; codes as in OAI-PMH 2.0, section 3.6. */
final class OaiFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    OaiFault(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    Code code() {
        return code;
    }

    /** The protocol's codes that can occur here, written as there. */
    enum Code {
        BAD_VERB("badVerb"),
        BAD_ARGUMENT("badArgument"),
        BAD_RESUMPTION_TOKEN("badResumptionToken"),
        CANNOT_DISSEMINATE_FORMAT("cannotDisseminateFormat"),
        ID_DOES_NOT_EXIST("idDoesNotExist"),
        NO_RECORDS_MATCH("noRecordsMatch");

        private final String text;

        Code(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        /** With these the answer repeats no argument, for they cannot be trusted. */
        boolean hidesArguments() {
            return this == BAD_VERB || this == BAD_ARGUMENT;
        }
    }
}
