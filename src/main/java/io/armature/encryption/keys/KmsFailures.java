/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.encryption.keys;

import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Reads the SDK's exceptions: what they mean for keys, and what to do. */
final class KmsFailures {

    /** Codes that say all by themselves, from the API reference of KMS; the rest is told by throttling and status. */
    private static final Map<String, Reason> BY_CODE = Map.ofEntries(
            Map.entry("AccessDeniedException", Reason.ACCESS_DENIED),
            Map.entry("AccessDenied", Reason.ACCESS_DENIED),
            Map.entry("NotAuthorized", Reason.ACCESS_DENIED),
            Map.entry("DisabledException", Reason.DISABLED),
            Map.entry("NotFoundException", Reason.NOT_FOUND),
            Map.entry("InvalidCiphertextException", Reason.RECORD_REFUSED),
            Map.entry("IncorrectKeyException", Reason.RECORD_REFUSED),
            Map.entry("KeyUnavailableException", Reason.SERVICE_FAILED),
            Map.entry("DependencyTimeoutException", Reason.SERVICE_FAILED),
            Map.entry("KMSInternalException", Reason.SERVICE_FAILED),
            Map.entry("LimitExceededException", Reason.THROTTLED));

    /** Codes about the caller's credentials. The texts that come with some of them quote the signed headers. */
    private static final Set<String> CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "ExpiredTokenException",
            "ExpiredToken",
            "MissingAuthenticationTokenException",
            "MissingAuthenticationToken",
            "IncompleteSignatureException",
            "IncompleteSignature",
            "InvalidSignatureException",
            "SignatureDoesNotMatch");

    private static final int SERVER_ERROR = 500;

    private KmsFailures() {}

    /**
     * Explains an exception.
     *
     * @param action what KMS was asked for
     * @param key what names the key
     * @param ex what the SDK threw
     */
    static KmsFailure of(KmsAction action, String key, SdkException ex) {
        if (ex instanceof KmsException kms) {
            return ofKms(action, key, kms);
        }
        if (ex instanceof AwsServiceException other) {
            return ofOtherService(action, key, other);
        }
        return ofClient(action, key, ex);
    }

    private static KmsFailure ofKms(KmsAction action, String key, KmsException ex) {
        AwsErrorDetails details = ex.awsErrorDetails();
        String code = (details != null) ? details.errorCode() : null;
        String text = (details != null && details.errorMessage() != null) ? details.errorMessage() : "";
        if (code != null && CREDENTIALS.contains(code)) {
            return KmsTexts.of(Reason.MISCONFIGURED, action, key, null)
                    .because("KMS does not accept the credentials (" + code + ")", KmsTexts.CREDENTIALS);
        }
        Reason reason = reason(code, text, ex);
        KmsTexts texts = KmsTexts.of(reason, action, key, ex);
        return (reason == Reason.MISCONFIGURED)
                ? texts.because("KMS refuses the request (" + codeOrStatus(code, ex) + ")", KmsTexts.TYPE)
                : texts.usual(text);
    }

    private static Reason reason(@Nullable String code, String text, KmsException ex) {
        if ("KMSInvalidStateException".equals(code)) {
            return ofState(text);
        }
        Reason known = (code != null) ? BY_CODE.get(code) : null;
        if (known != null) {
            return known;
        }
        if (ex.isThrottlingException()) {
            return Reason.THROTTLED;
        }
        return (ex.statusCode() >= SERVER_ERROR) ? Reason.SERVICE_FAILED : Reason.MISCONFIGURED;
    }

    /** Takes the state from the text, where alone it stands: "... is pending deletion", "pending replica deletion". */
    private static Reason ofState(String text) {
        String state = text.toLowerCase(Locale.ROOT);
        return state.contains("pending") && state.contains("deletion") ? Reason.DELETED : Reason.DISABLED;
    }

    private static String codeOrStatus(@Nullable String code, KmsException ex) {
        return (code == null || code.isEmpty()) ? "status " + ex.statusCode() : code;
    }

    /** Explains an error of the service that gives credentials, such as STS, which is asked before KMS. */
    private static KmsFailure ofOtherService(KmsAction action, String key, AwsServiceException ex) {
        boolean passing = ex.isThrottlingException() || ex.statusCode() >= SERVER_ERROR;
        return KmsTexts.of(passing ? Reason.UNREACHABLE : Reason.MISCONFIGURED, action, key, ex)
                .because("The service that gives the credentials refused or failed", KmsTexts.CREDENTIALS);
    }

    private static KmsFailure ofClient(KmsAction action, String key, SdkException ex) {
        if (ex instanceof AbortedException) {
            return KmsTexts.of(Reason.TIMED_OUT, action, key, ex)
                    .because("The thread was interrupted", "Nothing is wrong with the key.");
        }
        if (isTimeout(ex)) {
            return KmsTexts.of(Reason.TIMED_OUT, action, key, ex).usual("");
        }
        // The SDK has no type for it; every one of its providers says it with this word.
        if (String.valueOf(ex.getMessage()).contains("credentials")) {
            return KmsTexts.of(Reason.MISCONFIGURED, action, key, ex)
                    .because("No AWS credentials were found", KmsTexts.CREDENTIALS);
        }
        return KmsTexts.of(Reason.UNREACHABLE, action, key, ex).usual("");
    }

    private static boolean isTimeout(SdkException ex) {
        return ex instanceof ApiCallTimeoutException
                || ex instanceof ApiCallAttemptTimeoutException
                || ex.getCause() instanceof SocketTimeoutException;
    }
}
