/**
 * From the text of a call to a draft programme file: the document's number and issuer, categories, rules, stages and forms, each linked to
 * its sentence. Read by a grammar of kinds of rules, never by sentences known beforehand; what looks like a rule and was not understood
 * is told.
 */
@NullMarked
package org.jiebang.ingest.notice;

import org.jspecify.annotations.NullMarked;
