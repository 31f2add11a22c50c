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
package io.armature.sample;

import io.armature.repository.TableUnavailableException;
import io.armature.repository.WriteOutcomeUnknownException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.PropertyBindingException;

/** Answers errors with problem details, which say what the caller can do something about and nothing else. */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {

    @ExceptionHandler({OptimisticLockingFailureException.class, DataIntegrityViolationException.class})
    ProblemDetail conflict() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, "Somebody else has written this meanwhile: read it again, then try again");
    }

    @ExceptionHandler(WriteOutcomeUnknownException.class)
    ProblemDetail unknown() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, "It is not known whether this was written: read it again before you repeat it");
    }

    /** Says when to come again, where a circuit breaker knows it. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(TableUnavailableException ex) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE);
        Instant retryAt = ex.retryAt();
        if (retryAt != null) {
            // The header has whole seconds: the next one, so that nobody comes too early.
            answer.headers(headers ->
                    headers.setInstant(HttpHeaders.RETRY_AFTER, retryAt.plusSeconds(retryAt.getNano() > 0 ? 1 : 0)));
        }
        return answer.body(unavailable());
    }

    @ExceptionHandler(TransientDataAccessException.class)
    ProblemDetail unavailable() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "The store cannot reach its data at the moment");
    }

    @ExceptionHandler
    ProblemDetail unfitting(JacksonException ex) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail(ex));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (ex.getCause() instanceof JacksonException cause) {
            return handleExceptionInternal(ex, unfitting(cause), headers, status, request);
        }
        return super.handleHttpMessageNotReadable(ex, headers, status, request);
    }

    private static String detail(JacksonException ex) {
        String field = field(ex);
        if (ex instanceof PropertyBindingException) {
            return "There is no field " + field;
        }
        return field.isEmpty() ? "The body is not the JSON that is expected here" : "Wrong value for field " + field;
    }

    /** Returns the path to the field, such as {@code lines[0].quantity}. */
    private static String field(JacksonException ex) {
        return ex.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
