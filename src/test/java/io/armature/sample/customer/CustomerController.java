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
package io.armature.sample.customer;

import io.armature.repository.ReadResult;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows and changes customers. */
@RestController
@RequestMapping("/customers/{id}")
final class CustomerController {

    private final CustomerRepository customers;
    private final JsonMapper json;

    CustomerController(CustomerRepository customers, JsonMapper json) {
        this.customers = customers;
        this.json = json;
    }

    /** Says by headers who answered, and how old a copy is that stands in while DynamoDB is away. */
    @GetMapping
    ResponseEntity<Customer> show(@PathVariable long id) {
        ReadResult<Customer> result = customers.read(id);
        Customer customer = result.toOptional().orElseThrow(() -> notFound(id));
        return ResponseEntity.ok()
                .header("X-Source", result.source().name().toLowerCase(Locale.ROOT))
                .header(HttpHeaders.AGE, String.valueOf(result.age().toSeconds()))
                .body(customer);
    }

    @PatchMapping(consumes = {"application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE})
    Customer change(@PathVariable long id, @RequestBody JsonNode patch) {
        if (!patch.isObject()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "A change is a JSON object of fields");
        }
        return customers
                .updateIfPresent(id, customer -> merged(customer, patch))
                .orElseThrow(() -> notFound(id));
    }

    /** Called again with the customer as others have left it, when they were faster. */
    private Customer merged(Customer customer, JsonNode patch) {
        Customer changed = json.treeToValue(MergePatch.apply(json.valueToTree(customer), patch), Customer.class);
        if (changed.customerId() != customer.customerId()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The field customerId cannot be changed");
        }
        return changed;
    }

    private static ResponseStatusException notFound(long id) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no customer " + id);
    }
}
