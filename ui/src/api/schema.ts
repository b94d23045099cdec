// Made by "make ui-types" from the API's own document. Not to be edited.

export type paths = {
    "/api/v1/area": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_area"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_audit_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_backup_units"];
        put?: never;
        post: operations["register_backup_unit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units/{serial}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_backup_unit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units/{serial}/arrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["let_unit_arrive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units/{serial}/free": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["free_unit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units/{serial}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["hand_unit_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units/{serial}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_unit_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units/{serial}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["move_unit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units/{serial}/repair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["repair_unit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units/{serial}/repaired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["unit_is_repaired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units/{serial}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["send_unit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units/{serial}/set-aside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["set_unit_aside"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units/{serial}/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["take_unit_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-units/{serial}/write-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["write_unit_off"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_overrides"];
        put?: never;
        post: operations["override_day"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/overrides/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["remove_override"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callback-scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_scores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callback-scores/{period}/{of}/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_score"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_callbacks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{visit}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_callback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{visit}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["record_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{visit}/complaint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["register_complaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{visit}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reopen_visited"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/causes/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_cause"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/causes/{key}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["confirm_cause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/causes/{key}/revise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["revise_cause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chargeable-work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_charges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_check_lists"];
        put?: never;
        post: operations["make_check_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-lists/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_check_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-lists/{kind}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_check_list_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_clocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_contracts"];
        put?: never;
        post: operations["sign_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_contract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["end_contract"];
        trace?: never;
    };
    "/api/v1/crises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_crises"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_customers"];
        put?: never;
        post: operations["register_customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{code}/rests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["set_customer_rests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{code}/wishes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_customer_wishes"];
        put?: never;
        post: operations["say_customer_wish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["check_entitlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["follow_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_exchanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_exchange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{number}/appraise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["appraise_exchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{number}/appraise-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["appraise_exchange_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{number}/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["exchange_unit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{number}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["refund_unit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{number}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdraw_exchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_faults"];
        put?: never;
        post: operations["add_fault"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["upload_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["download_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/foreseen-promise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["foresee_promise"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import-columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_import_columns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["download_import_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_imports"];
        put?: never;
        post: operations["upload_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["commit_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_import_problems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_import_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incentive-lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_incentive_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incentive-postings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_incentive_postings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incentive-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_incentive_runs"];
        put?: never;
        post: operations["preview_incentive_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incentive-runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_incentive_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incentive-runs/{run}/post": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_incentive_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incentive-runs/{run}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["print_incentive_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incentive-totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_incentive_totals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incentive-unsettled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_incentive_unsettled"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incentives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_incentives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspection-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_inspection_plans"];
        put?: never;
        post: operations["make_inspection_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspection-plans/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_inspection_plan"];
        put: operations["change_inspection_plan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspection-plans/{number}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["end_inspection_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspection-plans/{number}/upcoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_upcoming"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_inspections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_inspection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{number}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["record_answers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{number}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancel_inspection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{number}/repairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["register_repairs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{number}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["report_inspection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{number}/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["print_inspection_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lent-units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_lent_units"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_locations"];
        put?: never;
        post: operations["open_location"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_map"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["send_map_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map/tiles/{layer}/{z}/{x}/{y}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["send_map_tile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/missed-promises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_missed_promises"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_nodes"];
        put?: never;
        post: operations["register_node"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/nodes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_node"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_oidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["finish_oidc_log_in"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oidc/log-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["begin_oidc_log_in"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/old-parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_old_parts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/old-parts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_old_part"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/old-parts/{id}/waive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["waive_old_part"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/order-figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_order_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/order-steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_order_steps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/order-ties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_ties"];
        put?: never;
        post: operations["tie_orders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/order-ties/{tie}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["untie_orders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/other-sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_other_sales"];
        put?: never;
        post: operations["tell_other_sale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/other-sales/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["settle_other_sale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/part-figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_part_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/part-labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["print_labels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_parts"];
        put?: never;
        post: operations["add_part"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parts/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_part"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parts/{number}/serials/{serial}/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_serial_movements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parts/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["search_parts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_plans"];
        put?: never;
        post: operations["request_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["plan_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancel_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["compare_plans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["copy_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["discard_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/edits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_edits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/enough": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["end_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/locks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["lock_plan"];
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/premises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_premises"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["publish_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/redo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["redo_edit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/route-sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["print_route_sheets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["undo_edit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/visits/{order}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["place_visit"];
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/visits/{order}/chances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_chances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/visits/{order}/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["judge_placing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdraw_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/provinces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["request_plans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_policies"];
        put?: never;
        post: operations["enact_policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/product-models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_models"];
        put?: never;
        post: operations["add_model"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchase-needs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_needs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_purchases"];
        put?: never;
        post: operations["order_parts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchases/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_purchase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["postpone_purchase"];
        trace?: never;
    };
    "/api/v1/purchases/{number}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancel_purchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchases/{number}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["receive_purchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_grants"];
        put?: never;
        post: operations["grant_quota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_requests"];
        put?: never;
        post: operations["ask_for_parts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_request"];
        put: operations["amend_request"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/{number}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["approve_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/{number}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancel_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/{number}/consequences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_consequences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/{number}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["pay_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/{number}/pick": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["pick_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/{number}/pick-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["print_request_pick_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/{number}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reject_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/{number}/reserve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reserve_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/{number}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["submit_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/{number}/supply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_supply"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/{number}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["undo_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/allocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["propose_allocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/rulings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["rule_on_requests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota-requests/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_waiting_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_quotas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quotas/{period}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["print_quota_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipt-cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["record_cards"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reserve-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_reserve_plans"];
        put?: never;
        post: operations["propose_reserve_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reserve-plans/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_reserve_plan"];
        put: operations["edit_reserve_plan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reserve-plans/{number}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["file_reserve_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reserve-plans/{number}/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["propose_reserve_plan_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reserve-plans/{number}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdraw_reserve_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reserve-plans/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_filings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_orders"];
        put?: never;
        post: operations["register_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["amend_order"];
        trace?: never;
    };
    "/api/v1/service-orders/{number}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["answer_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/arranged": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["arrange_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["assign_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancel_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/chargeable-work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_charges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/chargeable-work/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["record_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/chargeable-work/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["decline_quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/chargeable-work/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["make_quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/chargeable-work/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["give_receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/chasers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_chasers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/checked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["check_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_order_clocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/clocks/{kind}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["pause_clock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/clocks/{kind}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["resume_clock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["close_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/desk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_desk_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_duplicates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/entitlement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_order_entitlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["escalate_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["request_exchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["finish_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/forward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["forward_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["merge_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_order_parts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/reached": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["record_reached"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reopen_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["resume_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/send-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["send_order_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["settle_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/wait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["let_order_wait"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/{number}/warranty-findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["record_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-orders/desk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_desk_orders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-zones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_zones"];
        put?: never;
        post: operations["draw_zone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-zones/{zone_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_zone"];
        put?: never;
        post?: never;
        delete: operations["remove_zone"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-zones/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["import_zones"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_session"];
        put?: never;
        post: operations["open_session"];
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["revoke_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shelves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_shelves"];
        put?: never;
        post: operations["put_on_shelf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_shipments"];
        put?: never;
        post: operations["move_stock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_shipment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{number}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancel_shipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{number}/expect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["expect_shipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{number}/pick-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["print_pick_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{number}/receipt-note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["print_receipt_note"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{number}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["receive_shipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{number}/ship": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["send_shipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_skills"];
        put?: never;
        post: operations["add_skill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sold-units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_units"];
        put?: never;
        post: operations["register_unit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sold-units/{serial}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_unit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["correct_unit"];
        trace?: never;
    };
    "/api/v1/sold-units/{serial}/warranty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_unit_warranty"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spot-check-draws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_draws"];
        put?: never;
        post: operations["draw_spot_checks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spot-check-draws/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_draw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spot-check-repairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_drawn_from"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spot-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_spot_checks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spot-checks/{order}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_spot_check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spot-checks/{order}/fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["fail_spot_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spot-checks/{order}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["lift_spot_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spot-checks/{order}/pass": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["pass_spot_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/standing-quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_standing"];
        put?: never;
        post: operations["set_standing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_stock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_counts"];
        put?: never;
        post: operations["open_count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock-counts/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock-counts/{number}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["approve_count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock-counts/{number}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancel_count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock-counts/{number}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_differences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock-counts/{number}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["enter_counted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock-counts/{number}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["finish_count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock-counts/{number}/recount": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["recount_lines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock-moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_stock_moves"];
        put?: never;
        post: operations["carry_stock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock-moves/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_stock_move"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock-receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["receive_stock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/course": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_stock_course"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_stock_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_stock_matrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/matrix/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_stock_totals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_reservations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_stock_tiers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/target-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_target_orders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_targets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/technicians": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_technicians"];
        put?: never;
        post: operations["register_technician"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/technicians/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_technician"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/technicians/{code}/day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["set_technician_day"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_tokens"];
        put?: never;
        post: operations["make_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["revoke_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_tools"];
        put?: never;
        post: operations["add_tool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools/lie": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["keep_tools"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_users"];
        put?: never;
        post: operations["register_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{login}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["change_user"];
        trace?: never;
    };
    "/api/v1/users/{login}/reset-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["make_reset_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_visits"];
        put?: never;
        post: operations["book_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_visit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["assign_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancel_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["close_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/pick-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["pick_up_parts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/rebook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["rebook_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_record"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/record.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["print_record"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/record/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["correct_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/records/{n}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["print_one_record"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/reinstate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reinstate_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["record_steps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{number}/unassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["unassign_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/warranty-findings/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdraw_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weather-alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_alerts"];
        put?: never;
        post: operations["record_alert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weather-alerts/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_alert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weather-alerts/{number}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["end_alert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weather-alerts/{number}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdraw_alert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-deliveries/{delivery_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["replay_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_webhooks"];
        put?: never;
        post: operations["make_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["show_webhook"];
        put?: never;
        post?: never;
        delete: operations["remove_webhook"];
        options?: never;
        head?: never;
        patch: operations["change_webhook"];
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ping_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["replay_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["change_webhook_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        /**
         * AccountKind
         * @enum {string}
         */
        AccountKind: "stock" | "set_aside" | "in_transit" | "lent" | "supplier" | "consumption" | "scrap" | "correction" | "quota" | "quota_drawn" | "quota_grant" | "receivable" | "payable" | "sales" | "cash" | "claims" | "rewards" | "penalties" | "staff";
        /**
         * Action
         * @enum {string}
         */
        Action: "transfer" | "pending" | "post" | "void" | "reversal";
        /**
         * State
         * @enum {string}
         */
        aftercareState: "due" | "tried" | "answered" | "unreached";
        /** Alert */
        Alert: {
            /** Format: date-time */
            from_at: string;
            kind: components["schemas"]["AlertKind"];
            level: components["schemas"]["AlertLevel"];
            nodes: string[];
            /** @default  */
            note: string;
            number: string;
            /** Format: date-time */
            recorded_at: string;
            recorded_by: string;
            source: string;
            state: components["schemas"]["weatherState"];
            to_at: string | null;
            withdrawn: components["schemas"]["Withdrawal"] | null;
        };
        /**
         * AlertKind
         * @enum {string}
         */
        AlertKind: "typhoon" | "rainstorm" | "snowstorm" | "icy_roads" | "gale" | "fog" | "heat" | "flood" | "other";
        /**
         * AlertLevel
         * @enum {string}
         */
        AlertLevel: "blue" | "yellow" | "orange" | "red";
        /** Allocation */
        Allocation: {
            pending: string;
            quantity: number;
            shipment: string | null;
            source: string;
            stage: components["schemas"]["Stage"];
        };
        /** Amendment */
        Amendment: {
            fault_level?: number | null;
            note?: string | null;
            parts?: components["schemas"]["PartCount"][] | null;
        };
        /** AnswersTold */
        AnswersTold: {
            answers: components["schemas"]["inventorychecklistsAnswer"][];
        };
        /** Appointment */
        Appointment: {
            /** Format: date-time */
            ends: string;
            /** Format: date-time */
            starts: string;
        };
        /** Appraisal */
        Appraisal: {
            /** Format: date-time */
            at: string;
            by: string;
            confirmed: boolean;
            /** @default [] */
            files: string[];
            findings: string;
            /** @default  */
            reason: string;
        };
        /** Approval */
        Approval: {
            /** @default [] */
            reasons: components["schemas"]["LineReason"][];
        };
        /** Area */
        Area: {
            by: components["schemas"]["DecidedBy"];
            distance_m: number;
            kind: components["schemas"]["AreaKind"];
            zone: string | null;
        };
        /**
         * AreaKind
         * @enum {string}
         */
        AreaKind: "urban" | "rural";
        /** Arrival */
        Arrival: {
            quantity: number;
            /** @default [] */
            serials: string[];
        };
        /** ArrivedStep */
        ArrivedStep: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "arrived";
            id: string;
        };
        /** Asked */
        Asked: {
            order?: string | null;
            part: string;
            quantity: number;
        };
        /**
         * AskedBy
         * @default us
         * @enum {string}
         */
        AskedBy: "customer" | "us" | "weather";
        /** AskedFor */
        AskedFor: {
            asked: components["schemas"]["inventoryentitlementsAnswer"];
        };
        /** Assigned */
        Assigned: {
            technician: string;
        };
        /** Assignment */
        Assignment: {
            outlet: string;
        };
        /** Attempt */
        Attempt: {
            answer: components["schemas"]["Satisfaction"] | null;
            /** Format: date-time */
            at: string;
            by: string;
            /** @default  */
            note: string;
        };
        /** AuditEntry */
        AuditEntry: {
            actor: string;
            address: string;
            after: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            at: string;
            before: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            change: "insert" | "update" | "delete" | "event";
            id: number;
            key: string;
            operation: string;
            request_id: string;
            table: string;
            via: string;
        };
        /** Available */
        Available: {
            location: string;
            part: string;
            quantity: number;
        };
        /**
         * Origin
         * @default supplier
         * @enum {string}
         */
        backuppoolOrigin: "supplier" | "on_hand" | "customer";
        /**
         * State
         * @enum {string}
         */
        backuppoolState: "in_pool" | "set_aside" | "on_its_way" | "at_customer" | "coming_back" | "in_repair" | "written_off";
        /**
         * Verb
         * @enum {string}
         */
        backuppoolVerb: "register" | "set_aside" | "free" | "move" | "send" | "hand_over" | "take_back" | "arrive" | "repair" | "repaired" | "write_off";
        /** BackupUnit */
        BackupUnit: {
            customer: string | null;
            due_at: string | null;
            home: string;
            order: string | null;
            owner: string;
            part: string;
            place: string;
            serial: string;
            /** Format: date-time */
            since: string;
            state: components["schemas"]["backuppoolState"];
            /** @default 1 */
            steps: number;
            use: components["schemas"]["inventorybackuppoolUse"] | null;
            written_off: components["schemas"]["WrittenOff"] | null;
        };
        /**
         * BaseKind
         * @enum {string}
         */
        BaseKind: "none" | "geojson" | "pmtiles" | "tiles";
        /** BookedMove */
        BookedMove: {
            destination: string;
            lines: components["schemas"]["Goods"][];
            /** Format: date-time */
            moved_at: string;
            moved_by: string;
            /** @default  */
            note: string;
            number: string;
            owner: string;
            reference: string;
            source: string;
        };
        /**
         * By
         * @enum {string}
         */
        By: "order" | "outlet" | "technician" | "province" | "party";
        /** CallbackShown */
        CallbackShown: {
            attempts: components["schemas"]["Attempt"][];
            /** Format: date-time */
            closed_at: string;
            complaint: string | null;
            contact: components["schemas"]["Contact"];
            /** Format: date-time */
            due_at: string;
            kind: components["schemas"]["OrderKind"];
            offers: components["schemas"]["inventoryaftercareOffer"][];
            order: string;
            outlet: string;
            reopened_at: string | null;
            result: components["schemas"]["Satisfaction"] | null;
            state: components["schemas"]["aftercareState"];
            technician: string;
            visit: string;
        };
        /** CallMade */
        CallMade: {
            answer: components["schemas"]["Satisfaction"] | null;
            at?: string | null;
            /** @default  */
            note: string;
        };
        /** Cancelled */
        Cancelled: {
            /** Format: date-time */
            at: string;
            by: string;
            reason: string;
        };
        /** Cards */
        Cards: {
            cards: components["schemas"]["ReceiptCard"][];
        };
        /**
         * CauseKind
         * @enum {string}
         */
        CauseKind: "missing_part" | "part_sent_late" | "part_sent_wrong" | "wrong_dispatch" | "forwarded_late" | "appointment_moved" | "customer_awaited" | "weather" | "too_slow";
        /** Ruling */
        causerulingsRuling: {
            /** Format: date-time */
            at: string;
            by: string;
            kind: components["schemas"]["CauseKind"];
            owner: components["schemas"]["Owner"];
            /** @default  */
            reason: string;
        };
        /**
         * State
         * @enum {string}
         */
        causerulingsState: "open" | "confirmed";
        /** CauseShown */
        CauseShown: {
            /** Format: date-time */
            due_at: string;
            ended_at: string | null;
            holder: string;
            key: string;
            kind: components["schemas"]["OrderKind"];
            late_s: number;
            order: string;
            outlet: string;
            promise: string;
            proposals: components["schemas"]["inventorycausesProposal"][];
            province: string;
            rulings: components["schemas"]["causerulingsRuling"][];
            /** Format: date-time */
            started_at: string;
            state: components["schemas"]["causerulingsState"];
        };
        /** Cell */
        Cell: {
            /** @default 0 */
            available: number;
            location: string;
            /** @default 0 */
            on_hand: number;
            /** @default 0 */
            reserved: number;
        };
        /** ChainedPart */
        ChainedPart: {
            barcode: string | null;
            category: components["schemas"]["PartCategory"];
            chain: string[];
            current: string;
            /** @default [] */
            fits: string[];
            must_return: boolean;
            name_en: string;
            name_zh: string;
            number: string;
            /** @default false */
            serial_tracked: boolean;
            superseded_by: string | null;
            unit_cost_fen: number;
        };
        /** Chance */
        Chance: {
            allowed: boolean;
            change_fen: number | null;
            late_s: number | null;
            position: number | null;
            rule: string | null;
            start_s: number | null;
            technician: string;
            /** @default  */
            why_en: string;
            /** @default  */
            why_zh: string;
        };
        /** ChargeableShown */
        ChargeableShown: {
            grounds: components["schemas"]["entitlementsGround"][];
            outlet: string;
            quoted_fen: number;
            quotes: components["schemas"]["QuoteShown"][];
            receipt: components["schemas"]["ReceiptShown"] | null;
            round: number;
            service_order: string;
            state: components["schemas"]["chargeableState"];
            worked_at: string | null;
        };
        /**
         * State
         * @enum {string}
         */
        chargeableState: "quoted" | "consented" | "declined" | "worked" | "receipted";
        /**
         * Way
         * @enum {string}
         */
        chargeableWay: "signed" | "by_phone" | "in_writing" | "in_person";
        /** ChargedStep */
        ChargedStep: {
            amount_fen: number;
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "charged";
            id: string;
            method: components["schemas"]["Method"];
            /** @default  */
            note: string;
        };
        /**
         * ChargeKind
         * @enum {string}
         */
        ChargeKind: "labour" | "travel" | "part" | "other";
        /** ChargeLine */
        ChargeLine: {
            kind: components["schemas"]["ChargeKind"];
            part?: string | null;
            price_fen: number;
            /** @default 1 */
            quantity: number;
            text: string;
        };
        /** CheckItem */
        CheckItem: {
            code: string;
            fault?: string | null;
            /** @default 3 */
            fault_level: number;
            kind: components["schemas"]["ItemKind"];
            least?: string | null;
            most?: string | null;
            text_en: string;
            text_zh: string;
            /** @default  */
            unit: string;
            wanted?: boolean | null;
        };
        /** CheckList */
        CheckList: {
            items: components["schemas"]["CheckItem"][];
            kind: string;
            version: number;
        };
        /** CheckListHead */
        CheckListHead: {
            item_count: number;
            kind: string;
            /** Format: date-time */
            made_at: string;
            made_by: string;
            version: number;
        };
        /** CheckShown */
        CheckShown: {
            checked_at: string | null;
            checked_by: string | null;
            /** Format: date-time */
            drawn_at: string;
            freezes_claim: boolean;
            lift_reason: string;
            lifted_by: string | null;
            note: string;
            order: string;
            outlet: string;
            period: string;
            state: components["schemas"]["spotchecksState"];
            way: components["schemas"]["spotchecksWay"];
        };
        /**
         * ClockKind
         * @enum {string}
         */
        ClockKind: "forward_to_province" | "forward_to_outlet" | "book_time" | "arranged" | "checked" | "answer" | "arrive" | "restore" | "swap" | "complaint_answer" | "escalation";
        /** Closed */
        Closed: {
            /** Format: date-time */
            at: string;
            by: string;
            outcome: components["schemas"]["visitsState"];
        };
        /** Closing */
        Closing: {
            /** Format: date-time */
            at: string;
            by: string;
            steps: string[];
        };
        /** Comparison */
        Comparison: {
            days: components["schemas"]["DayChange"][];
            late_s: number;
            moved: components["schemas"]["Moved"][];
            score: components["schemas"]["Score"];
        };
        /**
         * Component
         * @enum {string}
         */
        Component: "unit" | "main" | "electrical" | "mechanical" | "plastic" | "wear" | "replaced";
        /**
         * Condition
         * @default new
         * @enum {string}
         */
        Condition: "" | "new" | "reusable" | "defective" | "scrap";
        /** ConditionNotedStep */
        ConditionNotedStep: {
            /** Format: date-time */
            at: string;
            by: string;
            complete: boolean;
            /** @constant */
            did: "condition_noted";
            id: string;
            /** @default  */
            missing: string;
            /** @default  */
            note: string;
            tampered: boolean;
        };
        /** ConsentShown */
        ConsentShown: {
            /** Format: date-time */
            at: string;
            file: string | null;
            name: string;
            recorded_by: string;
            way: components["schemas"]["chargeableWay"];
        };
        /** Consequences */
        Consequences: {
            lines: components["schemas"]["LineConsequences"][];
            number: string;
            overdue: components["schemas"]["Overdue"][];
            quotas: components["schemas"]["QuotaConsequence"][];
        };
        /** Contact */
        Contact: {
            customer: string;
            name: string;
            phone: string;
        };
        /** Contract */
        Contract: {
            customer: string;
            last_day?: string | null;
            number: string;
            profile: string;
            service_class: components["schemas"]["ServiceClass"];
            /** @default false */
            special: boolean;
            /** Format: date */
            valid_from: string;
        };
        /**
         * CoordinateSystem
         * @default wgs84
         * @enum {string}
         */
        CoordinateSystem: "wgs84" | "gcj02" | "bd09";
        /** Corrected */
        Corrected: {
            of: string;
            reason: string;
            signature?: components["schemas"]["Signature"] | null;
            steps: (components["schemas"]["PhonedStep"] | components["schemas"]["LeftStep"] | components["schemas"]["ArrivedStep"] | components["schemas"]["IdentityShownStep"] | components["schemas"]["ConditionNotedStep"] | components["schemas"]["WorkDoneStep"] | components["schemas"]["PartUsedStep"] | components["schemas"]["PhotoStep"] | components["schemas"]["SignedStep"] | components["schemas"]["NotSignedStep"] | components["schemas"]["ChargedStep"] | components["schemas"]["ToBeContinuedStep"] | components["schemas"]["ToWorkshopStep"] | components["schemas"]["FailedStep"] | components["schemas"]["WithdrawnStep"])[];
        };
        /**
         * Status
         * @default opened
         * @enum {string}
         */
        countingStatus: "opened" | "counting" | "counted" | "booked" | "cancelled";
        /** CountLine */
        CountLine: {
            condition: components["schemas"]["Condition"];
            counted: number | null;
            counted_at: string | null;
            counted_by: string | null;
            expected: number | null;
            owner: string;
            part: string;
            reason: components["schemas"]["inventorycountingReason"] | null;
            /** @default  */
            reason_text: string;
            /** @default false */
            recount: boolean;
            /** @default false */
            recounted: boolean;
            /** @default false */
            set_aside: boolean;
        };
        /** Course */
        Course: {
            results: components["schemas"]["Month"][];
        };
        /** CoveredUntil */
        CoveredUntil: {
            by: components["schemas"]["Component"] | null;
            component: components["schemas"]["Component"];
            until: string | null;
        };
        /** Crisis */
        Crisis: {
            complaint: string;
            grounds: components["schemas"]["CrisisGround"][];
            node: string;
            /** Format: date-time */
            recognised_at: string;
        };
        /**
         * CrisisGround
         * @enum {string}
         */
        CrisisGround: "chased" | "reached" | "damages";
        /** Customer */
        Customer: {
            address: string;
            code: string;
            /** @default false */
            contract: boolean;
            lat: number;
            lon: number;
            name: string;
            phone: string;
        };
        /** DayChange */
        DayChange: {
            distance_m: number;
            technician: string;
            visits: number;
            work_s: number;
        };
        /**
         * DayKind
         * @enum {string}
         */
        DayKind: "workday" | "weekend" | "holiday" | "day_in_lieu" | "moved_day_off" | "moved_workday" | "override";
        /** DayOverride */
        DayOverride: {
            /** Format: date */
            day: string;
            reason: string;
            working: boolean;
        };
        /**
         * DayPlace
         * @default home
         * @enum {string}
         */
        DayPlace: "home" | "base";
        /**
         * DecidedBy
         * @enum {string}
         */
        DecidedBy: "zone" | "distance";
        /** Decision */
        Decision: {
            /** @default 0 */
            extra_quota_fen: number;
            /** @default [] */
            lines: components["schemas"]["LineDecision"][];
        };
        /** Delivery */
        Delivery: {
            attempts: number;
            id: number;
            key: string;
            kind: string;
            last_at: string | null;
            next_at: string | null;
            position: number;
            problem: components["schemas"]["Trouble"] | null;
            state: components["schemas"]["DeliveryState"];
            status: number | null;
            webhook: number;
        };
        /**
         * DeliveryState
         * @enum {string}
         */
        DeliveryState: "waiting" | "delivered" | "given_up";
        /** DeskOrder */
        DeskOrder: {
            order: components["schemas"]["DeskRow"];
            promise: components["schemas"]["PressingClock"] | null;
            step: components["schemas"]["PressingClock"] | null;
        };
        /** DeskOrders */
        DeskOrders: {
            count: number;
            counts: {
                [key: string]: number;
            };
            results: components["schemas"]["DeskOrder"][];
        };
        /** DeskRow */
        DeskRow: {
            about: string | null;
            address: string;
            appointment: components["schemas"]["Appointment"] | null;
            at_risk: boolean;
            chased: number;
            contract: boolean;
            crisis: boolean;
            customer: string;
            escalated_to: components["schemas"]["orderlifeLevel"] | null;
            fault: string | null;
            fault_en: string | null;
            fault_level: number;
            fault_zh: string | null;
            kind: components["schemas"]["OrderKind"];
            lat: number;
            late: boolean;
            lon: number;
            merged_into: string | null;
            model: string | null;
            name: string;
            note: string;
            number: string;
            outlet: string;
            outlet_en: string;
            outlet_zh: string;
            phone: string;
            province: string | null;
            /** Format: date-time */
            registered_at: string;
            said: string;
            status: components["schemas"]["OrderStatus"];
            unit: string | null;
            waiting_for: components["schemas"]["WaitingFor"] | null;
        };
        /** Difference */
        Difference: {
            condition: components["schemas"]["Condition"];
            counted: number;
            difference: number;
            expected: number;
            held: number;
            line: number;
            on_hand: number;
            owner: string;
            part: string;
            set_aside: boolean;
            value_fen: number;
        };
        /** Differences */
        Differences: {
            lines: components["schemas"]["Difference"][];
            number: string;
        };
        /** Dispatch */
        Dispatch: {
            arrives_at?: string | null;
            /** @default  */
            carrier: string;
            /** @default [] */
            pieces: components["schemas"]["LinePieces"][];
            /** @default  */
            tracking: string;
        };
        /** DueVisit */
        DueVisit: {
            days: string[];
            /** Format: date-time */
            ends: string;
            number: string;
            period: components["schemas"]["Period"];
            plan: string;
            /** Format: date-time */
            starts: string;
        };
        /**
         * Effect
         * @enum {string}
         */
        Effect: "added" | "changed" | "unchanged";
        /** Enacted */
        Enacted: {
            /** Format: date-time */
            enacted_at: string;
            enacted_by: string;
            figures: {
                [key: string]: unknown;
            };
            name: string;
            reason: string;
            replaced_at: string | null;
            /** Format: date */
            valid_from: string;
            valid_until: string | null;
        };
        /** Ending */
        Ending: {
            last_day: string | null;
        };
        /** Entitlement */
        Entitlement: {
            answer: components["schemas"]["inventoryentitlementsAnswer"];
            /** Format: date */
            card_due_on: string;
            choices: components["schemas"]["inventoryentitlementsAnswer"][];
            earlier_repairs: number;
            fault: string;
            /** @default [] */
            findings: components["schemas"]["warrantyfindingsFinding"][];
            means: components["schemas"]["Text"];
            model: string;
            order: string | null;
            parts: components["schemas"]["PartAnswer"][];
            proof: components["schemas"]["Proof"];
            reasons: components["schemas"]["inventoryentitlementsReason"][];
            recognised_for_claims: components["schemas"]["Recognition"];
            /** Format: date */
            reported_on: string;
            rule: string;
            /** Format: date */
            since: string;
            unit: string;
            until: string | null;
            unvisited_days: number;
            use_class: string;
        };
        /**
         * Ground
         * @enum {string}
         */
        entitlementsGround: "refund_days" | "exchange_days" | "repeated_repairs" | "unvisited" | "in_warranty" | "out_of_warranty" | "excluded" | "foreign_part" | "barcode";
        /** Entries */
        Entries: {
            lines: components["schemas"]["Entry"][];
        };
        /** Entry */
        Entry: {
            condition?: components["schemas"]["Condition"];
            counted_at?: string | null;
            owner?: string | null;
            part: string;
            quantity: number;
            /** @default false */
            set_aside: boolean;
        };
        /** Equipment */
        Equipment: {
            code: string;
            kind: string;
            name: string;
            unit?: string | null;
        };
        /** EscalationAsked */
        EscalationAsked: {
            level: components["schemas"]["orderlifeLevel"];
            reason: string;
        };
        /** Event */
        Event: {
            /** Format: date-time */
            at: string;
            family: components["schemas"]["Family"];
            key: string;
            kind: string;
            position: number;
            status: string;
        };
        /** ExchangeShown */
        ExchangeShown: {
            appraisals: components["schemas"]["Appraisal"][];
            asked: components["schemas"]["inventoryentitlementsAnswer"];
            choices: components["schemas"]["inventoryentitlementsAnswer"][];
            done_at: string | null;
            done_by: string | null;
            new_unit: string | null;
            note: string;
            number: string;
            outlet: string;
            reasons: components["schemas"]["inventoryentitlementsReason"][];
            refunded_fen: number | null;
            /** Format: date-time */
            requested_at: string;
            requested_by: string;
            service_order: string;
            state: components["schemas"]["exchangesState"];
            unit: string;
        };
        /**
         * State
         * @enum {string}
         */
        exchangesState: "requested" | "confirmed" | "refused" | "exchanged" | "refunded" | "withdrawn";
        /** Fact */
        Fact: {
            /** Format: date-time */
            from_at: string;
            kind: components["schemas"]["CauseKind"];
            owner: components["schemas"]["Owner"];
            to_at: string | null;
            what: string;
        };
        /** FailedStep */
        FailedStep: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "failed";
            id: string;
            /** @default  */
            note: string;
            reason: components["schemas"]["Failure"];
        };
        /**
         * Failure
         * @enum {string}
         */
        Failure: "not_at_home" | "customer_refused" | "wrong_address" | "no_access" | "weather" | "technician_prevented" | "other";
        /**
         * Family
         * @enum {string}
         */
        Family: "quota_request" | "shipment" | "service_order" | "visit" | "crisis" | "quote" | "exchange" | "quota" | "purchase" | "stock_count" | "backup_unit" | "plan" | "cause" | "incentive_run" | "clock" | "inspection" | "callback" | "spot_check" | "webhook";
        /** Proposal */
        fieldopsactionsallocationProposal: {
            lines: components["schemas"]["ProposedLine"][];
            parts: components["schemas"]["ProposedPart"][];
            rulings: components["schemas"]["Rulings"] | null;
        };
        /** Offer */
        fieldopsactionsoffersOffer: {
            instead: string[];
            line: number;
            part: string;
        };
        /** Rest */
        fieldopsstoreplanpremisesRest: {
            duration_s: number;
            /** Format: date-time */
            ends: string;
            /** Format: date-time */
            starts: string;
        };
        /** Standing */
        fieldopsstorequotasStanding: {
            category: components["schemas"]["PartCategory"] | null;
            from_period: string;
            monthly_fen: number;
            partner: string;
            reason: string;
            /** Format: date-time */
            set_at: string;
            set_by: string;
        };
        /** Answer */
        fieldopsweborderlivesAnswer: {
            text: string;
        };
        /** Reason */
        fieldopsweborderlivesReason: {
            reason: string;
        };
        /** Expected */
        fieldopswebshipmentsExpected: {
            /** Format: date-time */
            arrives_at: string;
        };
        /** Found */
        fieldopswebspotchecksFound: {
            /** @default  */
            note: string;
        };
        /** Reason */
        fieldopswebvisitsReason: {
            reason: string;
        };
        /**
         * FileKind
         * @enum {string}
         */
        FileKind: "photo" | "signature" | "import";
        /** Filing */
        Filing: {
            /** Format: date */
            file_by: string;
            late_days: number;
            lines: number;
            missing: number;
            name_en: string;
            name_zh: string;
            partner: string;
            pieces: number;
            plan: string | null;
            province: string;
            season: string;
            standing: components["schemas"]["inventoryreserveplansStanding"];
            year: number;
        };
        /** Foreseen */
        Foreseen: {
            area: components["schemas"]["Area"];
            lat: number;
            lon: number;
            promised: components["schemas"]["Promised"] | null;
            served_by: string;
            served_by_en: string;
            served_by_zh: string;
        };
        /**
         * Forgettable
         * @enum {string}
         */
        Forgettable: "customer" | "receipt_card_on" | "invoice" | "made_on";
        /** Forwarding */
        Forwarding: {
            province: string;
        };
        /** FoundOut */
        FoundOut: {
            reason: string;
            right: boolean;
        };
        /** Going */
        Going: {
            /** @default  */
            note: string;
            place: string;
        };
        /** Goods */
        Goods: {
            condition?: components["schemas"]["Condition"];
            part: string;
            quantity: number;
            /** @default [] */
            serials: string[];
        };
        /** Granted */
        Granted: {
            amount_fen: number;
            category: components["schemas"]["PartCategory"] | null;
            /** Format: date-time */
            granted_at: string;
            granted_by: string;
            partner: string;
            period: string;
            reason: string;
            reference: string;
        };
        /** Held */
        Held: {
            condition: components["schemas"]["Condition"];
            held_for: components["schemas"]["HeldFor"];
            id: string;
            location: string;
            owner: string;
            part: string;
            plan: number | null;
            purpose: components["schemas"]["Purpose"];
            quantity: number;
            reference: string;
            set_aside: boolean;
            /** Format: date-time */
            since: string;
            to_en: string;
            to_zh: string;
        };
        /**
         * HeldFor
         * @enum {string}
         */
        HeldFor: "quota_request" | "shipment" | "plan" | "other";
        /** HeldUp */
        HeldUp: {
            /** Format: date-time */
            due_at: string;
            order: string;
            quantity: number;
        };
        /** HistoryEntry */
        HistoryEntry: {
            action: components["schemas"]["Action"];
            change: number;
            condition: components["schemas"]["Condition"];
            counter_en: string;
            counter_location: string | null;
            counter_zh: string;
            kind: components["schemas"]["AccountKind"];
            location: string;
            /** Format: date-time */
            occurred_at: string;
            on_hand: number;
            owner: string;
            purpose: components["schemas"]["Purpose"];
            reference: string;
            reserved: number;
            reserved_change: number;
        };
        /** HistoryPage */
        HistoryPage: {
            next: string | null;
            results: components["schemas"]["HistoryEntry"][];
        };
        /** Holding */
        Holding: {
            node: string;
            /** Format: date-time */
            since: string;
        };
        /** Hole */
        Hole: {
            km2: number;
            lat: number;
            lon: number;
            outlet: string;
        };
        /** IdentityShownStep */
        IdentityShownStep: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "identity_shown";
            id: string;
        };
        /** ImportColumn */
        ImportColumn: {
            heading_en: string;
            heading_zh: string;
            name: string;
        };
        /** ImportColumns */
        ImportColumns: {
            results: components["schemas"]["ImportColumn"][];
        };
        /** ImportHead */
        ImportHead: {
            added: number;
            changed: number;
            checked_at: string | null;
            committed_at: string | null;
            committed_by: string | null;
            encoding: string | null;
            expires_at: string | null;
            failure: {
                [key: string]: unknown;
            } | null;
            file: string;
            id: number;
            kind: components["schemas"]["ImportKind"];
            /** Format: date-time */
            made_at: string;
            made_by: string;
            mode: components["schemas"]["Mode"];
            name: string;
            progress: components["schemas"]["Progress"];
            rows: number;
            sha256: string;
            status: components["schemas"]["importslifeStatus"];
            unchanged: number;
            wrong: number;
        };
        /**
         * ImportKind
         * @enum {string}
         */
        ImportKind: "parts" | "part_fits" | "partners" | "stock" | "quotas" | "prices" | "units_sold" | "receipt_cards" | "customers" | "service_orders" | "demand" | "settlements";
        /**
         * Status
         * @enum {string}
         */
        importslifeStatus: "queued" | "checked" | "refused" | "committing" | "committed" | "expired";
        /** IncentiveLine */
        IncentiveLine: {
            amount_fen: number;
            figures: {
                [key: string]: number;
            };
            key: string;
            kind: components["schemas"]["LineKind"];
            node: string;
            order: string | null;
            outlet: string | null;
            person: string;
            post: components["schemas"]["Post"];
            province: string;
            rule: string;
            technician: string | null;
            text_en: string;
            text_zh: string;
        };
        /** IncentivePosting */
        IncentivePosting: {
            action: components["schemas"]["Action"];
            amount_fen: number;
            /** Format: date-time */
            occurred_at: string;
            reference: string;
            run: string;
            transfer: string;
            undoes: string | null;
        };
        /**
         * Status
         * @enum {string}
         */
        incentiverunsStatus: "previewed" | "posted" | "replaced";
        /** IncentiveTotal */
        IncentiveTotal: {
            amount_fen: number;
            by: components["schemas"]["By"];
            code: string;
            lines: number;
            penalties_fen: number;
            rewards_fen: number;
        };
        /** InspectionHead */
        InspectionHead: {
            customer: string;
            node: string;
            number: string;
            order: string;
            /** Format: date */
            period_first: string;
            /** Format: date */
            period_last: string;
            plan: string;
            report_due_at: string | null;
            reported_at: string | null;
            state: components["schemas"]["inspectionsState"];
            visit: string | null;
            visited_at: string | null;
        };
        /** InspectionPlan */
        InspectionPlan: {
            /**
             * Format: time-local
             * @default 18:00:00
             */
            closes: string;
            customer: string;
            ends_on?: string | null;
            equipment: components["schemas"]["Equipment"][];
            every_months: number;
            node: string;
            number: string;
            /**
             * Format: time-local
             * @default 08:00:00
             */
            opens: string;
            /** Format: date */
            starts_on: string;
            /** @default [] */
            weekdays: number[];
            window_days: number;
        };
        /** Ended */
        inspectionplansEnded: {
            /** Format: date */
            last: string;
        };
        /** Finding */
        inspectionsFinding: {
            answer: components["schemas"]["inventorychecklistsAnswer"];
            equipment: components["schemas"]["Equipment"];
            item: components["schemas"]["CheckItem"];
        };
        /** InspectionShown */
        InspectionShown: {
            answers: components["schemas"]["inventorychecklistsAnswer"][];
            customer: string;
            equipment: components["schemas"]["Equipment"][];
            lists: components["schemas"]["CheckList"][];
            node: string;
            number: string;
            order: string;
            period: components["schemas"]["Period"];
            plan: string;
            proposals: components["schemas"]["RepairProposal"][];
            repairs: components["schemas"]["Repair"][];
            report_due_at: string | null;
            report_working_days: number;
            reported_at: string | null;
            reported_by: string | null;
            state: components["schemas"]["inspectionsState"];
            summary: string;
            unanswered: number;
            visit: string | null;
            visited_at: string | null;
            was_late: boolean;
        };
        /**
         * State
         * @enum {string}
         */
        inspectionsState: "due" | "open" | "late" | "reported" | "cancelled";
        /** Instead */
        Instead: {
            part: string;
            quantity: number;
            /** @default [] */
            serials: string[];
        };
        /**
         * Offer
         * @enum {string}
         */
        inventoryaftercareOffer: "complaint" | "reopen";
        /**
         * Use
         * @enum {string}
         */
        inventorybackuppoolUse: "swap" | "loan";
        /** Proposal */
        inventorycausesProposal: {
            accounts_s: number;
            decisive: boolean;
            facts: components["schemas"]["Fact"][];
            kind: components["schemas"]["CauseKind"];
            owner: components["schemas"]["Owner"];
            text: components["schemas"]["Text"];
        };
        /** Answer */
        inventorychecklistsAnswer: {
            /** Format: date-time */
            at: string;
            equipment: string;
            item: string;
            measured?: string | null;
            /** @default  */
            note: string;
            /** @default [] */
            photos: string[];
            /** @default  */
            skipped: string;
            /** @default  */
            text: string;
            yes?: boolean | null;
        };
        /**
         * Reason
         * @enum {string}
         */
        inventorycountingReason: "lost" | "found" | "not_booked" | "booked_twice" | "other_place" | "other_part" | "other";
        /** Rest */
        inventorycustomerwishesRest: {
            /** Format: time-local */
            ends: string;
            /** @default  */
            note: string;
            /** Format: time-local */
            starts: string;
            weekdays: number[];
        };
        /**
         * Answer
         * @enum {string}
         */
        inventoryentitlementsAnswer: "refund" | "exchange" | "covered" | "chargeable";
        /** Reason */
        inventoryentitlementsReason: {
            answer: components["schemas"]["inventoryentitlementsAnswer"] | null;
            ground: components["schemas"]["entitlementsGround"];
            rule: string;
            text: components["schemas"]["Text"];
            until: string | null;
        };
        /**
         * Standing
         * @enum {string}
         */
        inventoryorderresultsStanding: "in_time" | "late" | "pending";
        /** Expected */
        inventorypurchasesExpected: {
            /** Format: date */
            on: string;
            origin: components["schemas"]["purchasesOrigin"];
            purchase: string | null;
            quantity: number;
        };
        /**
         * Reason
         * @enum {string}
         */
        inventoryquotarequestsReason: "too_many" | "not_in_stock" | "old_parts_overdue" | "wrong_part" | "discontinued" | "over_quota" | "other";
        /**
         * Standing
         * @enum {string}
         */
        inventoryreserveplansStanding: "filed" | "filed_late" | "due" | "overdue";
        /**
         * Found
         * @default good
         * @enum {string}
         */
        inventoryshipmentsFound: "good" | "damaged" | "short" | "wrong" | "over";
        /** Basis */
        inventorystockingBasis: {
            dispersion_percent: number;
            expected_milli: number;
            ground: components["schemas"]["stockingGround"];
            imported: number;
            index_percent: number;
            monthly: number[];
            months: number;
            pieces: number;
            quantity: number;
            rate_milli: number;
            service_percent: number;
            since: string | null;
        };
        /**
         * Found
         * @enum {string}
         */
        inventorywarrantyfindingsFound: "dismantled" | "transport" | "storage" | "misuse" | "force_majeure" | "environment" | "foreign_part" | "not_performance";
        /**
         * ItemKind
         * @enum {string}
         */
        ItemKind: "yes_no" | "measure" | "text";
        /** KeptRecord */
        KeptRecord: {
            corrects: string | null;
            document: {
                [key: string]: unknown;
            };
            hash: string;
            /** Format: date-time */
            made_at: string;
            made_by: string;
            pdf_sha256: string;
            visit: string;
        };
        /**
         * LabelLayout
         * @default a4_3x8
         * @enum {string}
         */
        LabelLayout: "a4_3x8" | "single_50x30";
        /** LabelOrder */
        LabelOrder: {
            layout?: components["schemas"]["LabelLayout"];
            parts: components["schemas"]["PartLabel"][];
            /** @default 0 */
            skip: number;
        };
        /** LeftStep */
        LeftStep: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "left";
            id: string;
        };
        /** LentUnit */
        LentUnit: {
            customer: string;
            /** Format: date-time */
            due_at: string;
            order: string;
            overdue_s: number;
            part: string;
            place: string;
            serial: string;
            /** Format: date-time */
            since: string;
            use: components["schemas"]["inventorybackuppoolUse"];
        };
        /** Levels */
        Levels: {
            /** @default 0 */
            head_office: number;
            /** @default 0 */
            partner: number;
            /** @default 0 */
            province: number;
            /** @default 0 */
            under_way: number;
        };
        /**
         * Likeness
         * @enum {string}
         */
        Likeness: "same_fault" | "close_in_time";
        /** LineConsequences */
        LineConsequences: {
            amount_fen: number;
            free: components["schemas"]["Levels"];
            held_up: components["schemas"]["HeldUp"][];
            line: number;
            name_en: string;
            name_zh: string;
            part: string;
            quantity: number;
            quota: components["schemas"]["PartCategory"] | null;
            sources: components["schemas"]["Available"][];
            superseded_by: string[];
            used_12_months: number;
        };
        /** LineDecision */
        LineDecision: {
            line: number;
            part?: string | null;
            quantity: number;
            reason?: components["schemas"]["inventoryquotarequestsReason"] | null;
            sources?: components["schemas"]["Source"][] | null;
        };
        /**
         * LineKind
         * @enum {string}
         */
        LineKind: "on_time" | "forwarded_late" | "outlet_late" | "province_fault" | "head_office_fault" | "month_bonus" | "month_orders";
        /** LinePieces */
        LinePieces: {
            line: number;
            serials: string[];
        };
        /** LineReason */
        LineReason: {
            line: number;
            reason: components["schemas"]["inventorycountingReason"];
            /** @default [] */
            serials: string[];
            /** @default  */
            text: string;
        };
        /** LineReceipt */
        LineReceipt: {
            /** @default 0 */
            damaged: number;
            fault?: components["schemas"]["shipmentsFault"] | null;
            /** @default 0 */
            good: number;
            instead?: components["schemas"]["Instead"] | null;
            line: number;
            /** @default 0 */
            over: number;
            /** @default [] */
            pieces: components["schemas"]["Piece"][];
            /** @default 0 */
            short: number;
            /** @default 0 */
            wrong: number;
        };
        /** Load */
        Load: {
            part: string;
            pool: components["schemas"]["Pool"];
            quantity: number;
            visit: string;
        };
        /** Location */
        Location: {
            code: string;
            kind: components["schemas"]["LocationKind"];
            node: string;
            /** @default [] */
            tools: string[];
        };
        /**
         * LocationKind
         * @enum {string}
         */
        LocationKind: "warehouse" | "van" | "transit" | "customer_site" | "workshop" | "returns_reusable" | "returns_scrap";
        /**
         * Lock
         * @enum {string}
         */
        Lock: "technician" | "time" | "position";
        /** Locked */
        Locked: {
            technicians?: {
                [key: string]: boolean;
            };
            visits?: {
                [key: string]: components["schemas"]["Lock"] | null;
            };
        };
        /** Locks */
        Locks: {
            /** @default [] */
            technicians: string[];
            visits: {
                [key: string]: components["schemas"]["Lock"];
            };
        };
        /** LogIn */
        LogIn: {
            login: string;
            password: string;
        };
        /** Lying */
        Lying: {
            location: string;
            tools: string[];
        };
        /** MadeToken */
        MadeToken: {
            /** Format: date-time */
            expires_at: string;
            name: string;
            permissions: components["schemas"]["Permission"][];
            token: string;
        };
        /** MadeWebhook */
        MadeWebhook: {
            id: number;
            node: string;
            secret: string;
            url: string;
        };
        /** MatrixRow */
        MatrixRow: {
            category: components["schemas"]["PartCategory"];
            cells: components["schemas"]["Cell"][];
            name_en: string;
            name_zh: string;
            part: string;
        };
        /** MatrixTotals */
        MatrixTotals: {
            results: components["schemas"]["Cell"][];
        };
        /** Me */
        Me: {
            csrf_token: string;
            login: string;
            name: string;
            node: string | null;
            permissions: {
                [key: string]: components["schemas"]["Scope"];
            };
            role: string;
            time_zone: string;
        };
        /**
         * Measure
         * @enum {string}
         */
        Measure: "wall_clock" | "working_time";
        /** Merging */
        Merging: {
            into: string;
        };
        /**
         * Method
         * @enum {string}
         */
        Method: "cash" | "wechat" | "alipay" | "card" | "transfer";
        /**
         * Missed
         * @enum {string}
         */
        Missed: "promise" | "appointment";
        /** MissedRow */
        MissedRow: {
            cause: components["schemas"]["CauseKind"];
            /** Format: date-time */
            due_at: string;
            ended_at: string | null;
            holder: string;
            key: string;
            kind: components["schemas"]["OrderKind"];
            late_s: number;
            order: string;
            outlet: string;
            owner: components["schemas"]["Owner"];
            promise: string;
            province: string;
            /** Format: date-time */
            started_at: string;
            state: components["schemas"]["causerulingsState"];
            text_en: string;
            text_zh: string;
        };
        /**
         * Mode
         * @enum {string}
         */
        Mode: "add" | "set";
        /** Moment */
        Moment: {
            at?: string | null;
        };
        /** Month */
        Month: {
            month: string;
            on_hand: number;
            on_its_way: number;
            taken: number;
        };
        /** Moved */
        Moved: {
            kind: components["schemas"]["MoveKind"];
            new_start_s: number | null;
            new_technician: string | null;
            old_start_s: number | null;
            old_technician: string | null;
            visit: string;
        };
        /**
         * MoveKind
         * @enum {string}
         */
        MoveKind: "added" | "dropped" | "reassigned" | "retimed";
        /** Movement */
        Movement: {
            condition: components["schemas"]["Condition"];
            from_en: string;
            from_location: string | null;
            from_zh: string;
            n: number;
            /** Format: date-time */
            occurred_at: string;
            purpose: components["schemas"]["Purpose"];
            reference: string;
            to_en: string;
            to_location: string | null;
            to_zh: string;
        };
        /** Moving */
        Moving: {
            destination: string;
            lines: components["schemas"]["Goods"][];
            source: string;
        };
        /** NewAlert */
        NewAlert: {
            /** Format: date-time */
            from_at: string;
            kind: components["schemas"]["AlertKind"];
            level: components["schemas"]["AlertLevel"];
            nodes: string[];
            /** @default  */
            note: string;
            source: string;
            to_at?: string | null;
        };
        /** NewAppraisal */
        NewAppraisal: {
            confirmed: boolean;
            /** @default [] */
            files: string[];
            findings: string;
            /** @default  */
            reason: string;
        };
        /** NewCheckList */
        NewCheckList: {
            items: components["schemas"]["CheckItem"][];
            kind: string;
        };
        /** NewConsent */
        NewConsent: {
            at?: string | null;
            file?: string | null;
            name: string;
            round: number;
            way: components["schemas"]["chargeableWay"];
        };
        /** NewCount */
        NewCount: {
            /** @default  */
            note: string;
            /** @default [] */
            parts: string[];
            place: string;
        };
        /** NewCustomer */
        NewCustomer: {
            address: string;
            code?: string | null;
            /** @default false */
            contract: boolean;
            coordinates?: components["schemas"]["CoordinateSystem"];
            lat: number;
            lon: number;
            name: string;
            phone: string;
        };
        /** NewDraw */
        NewDraw: {
            period: string;
            seed: number;
        };
        /** NewFinding */
        NewFinding: {
            found: components["schemas"]["inventorywarrantyfindingsFound"];
            note: string;
            part?: string | null;
        };
        /** NewMachine */
        NewMachine: {
            model?: string | null;
            serial: string;
        };
        /** NewOtherSale */
        NewOtherSale: {
            invoice?: string | null;
            note: string;
            receipt_card_on?: string | null;
            serial: string;
            sold_by: string;
            /** Format: date */
            sold_on: string;
        };
        /** NewPlan */
        NewPlan: {
            partner: string;
            season: string;
            year: number;
        };
        /** NewPurchase */
        NewPurchase: {
            /** Format: date */
            expected_on: string;
            location: string;
            /** @default  */
            note: string;
            part: string;
            quantity: number;
            supplier: string;
        };
        /** NewQuote */
        NewQuote: {
            at?: string | null;
            lines: components["schemas"]["ChargeLine"][];
        };
        /** NewRequest */
        NewRequest: {
            destination: string;
            lines: components["schemas"]["Asked"][];
            /** @default  */
            note: string;
            partner: string;
            period: string;
            terms?: components["schemas"]["Terms"];
        };
        /** NewRun */
        NewRun: {
            period: string;
        };
        /** NewSecret */
        NewSecret: {
            /** Format: date-time */
            old_until: string;
            secret: string;
        };
        /** NewTie */
        NewTie: {
            first: string;
            /** @default 0 */
            gap_s: number;
            kind: components["schemas"]["TieKind"];
            second: string;
            why: string;
        };
        /** NewToken */
        NewToken: {
            days: number;
            name: string;
            permissions: components["schemas"]["Permission"][];
        };
        /** NewUnit */
        NewUnit: {
            /** @default  */
            note: string;
            origin?: components["schemas"]["backuppoolOrigin"];
            owner?: string | null;
            part: string;
            place: string;
            serial: string;
            /** @default false */
            set_aside: boolean;
        };
        /** NewVisit */
        NewVisit: {
            asked_by?: components["schemas"]["AskedBy"];
            continues?: string | null;
            node: string;
            /** @default  */
            note: string;
            order: string;
            window?: components["schemas"]["Appointment"] | null;
        };
        /** NewWebhook */
        NewWebhook: {
            families: components["schemas"]["Family"][];
            node: string;
            /** @default  */
            note: string;
            url: string;
        };
        /** NewWish */
        NewWish: {
            order?: string | null;
            said_by: string;
            technician: string;
            why: string;
            wish: components["schemas"]["Wish"];
        };
        /** Node */
        Node: {
            code: string;
            grade?: string | null;
            kind: components["schemas"]["NodeKind"];
            lat: number;
            lon: number;
            name_en: string;
            name_zh: string;
            parent?: string | null;
            partner_kind?: components["schemas"]["PartnerKind"] | null;
        };
        /**
         * NodeKind
         * @enum {string}
         */
        NodeKind: "head_office" | "province" | "partner";
        /**
         * Notice
         * @enum {string}
         */
        Notice: "at_risk" | "missed";
        /** NotSignedStep */
        NotSignedStep: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "unsigned";
            id: string;
            note: string;
            reason: components["schemas"]["Unsigned"];
        };
        /** OfferedRequest */
        OfferedRequest: {
            decided_by: string | null;
            destination: string;
            /** @default 0 */
            extra_quota_fen: number;
            lines: components["schemas"]["quotarequestsLine"][];
            made_by: string;
            /** @default  */
            note: string;
            number: string;
            offers: components["schemas"]["fieldopsactionsoffersOffer"][];
            /** @default false */
            paid: boolean;
            partner: string;
            period: string;
            reason: components["schemas"]["inventoryquotarequestsReason"] | null;
            /** @default  */
            reason_text: string;
            /** @default 0 */
            round: number;
            status: components["schemas"]["quotarequestsStatus"];
            terms: components["schemas"]["Terms"];
        };
        /** OidcOffered */
        OidcOffered: {
            log_in: string | null;
        };
        /**
         * OldLeft
         * @enum {string}
         */
        OldLeft: "nothing_replaced" | "customer_keeps" | "destroyed" | "dangerous" | "other";
        /** OldPart */
        OldPart: {
            /** Format: date */
            due_on: string;
            id: string;
            left: components["schemas"]["OldLeft"] | null;
            /** @default  */
            left_note: string;
            node: string;
            order: string;
            part: string;
            quantity: number;
            /** @default  */
            reason: string;
            record_hash: string | null;
            /** @default 0 */
            returned: number;
            state: components["schemas"]["oldpartsState"];
            taken: number;
            /** Format: date */
            used_on: string;
            visit: string;
            waived_at: string | null;
            waived_by: string | null;
        };
        /**
         * State
         * @default open
         * @enum {string}
         */
        oldpartsState: "open" | "partly_returned" | "returned" | "settled" | "waived" | "sold";
        /** OldPieces */
        OldPieces: {
            left?: components["schemas"]["OldLeft"] | null;
            /** @default  */
            note: string;
            part?: string | null;
            /** @default [] */
            serials: string[];
            taken: number;
        };
        /** OnDuty */
        OnDuty: {
            code: string;
            lat: number;
            lon: number;
            most_distance_m: number | null;
            most_visits: number | null;
            name_en: string;
            name_zh: string;
            node: string;
            overtime_from: string | null;
            rests: components["schemas"]["fieldopsstoreplanpremisesRest"][];
            shift: components["schemas"]["Span"];
            skills: string[];
            tools: string[];
        };
        /** OrderDay */
        OrderDay: {
            began_to_wait: number;
            /** Format: date */
            day: string;
            done: number;
            kept: number;
            left_open: number;
            promised: number;
            registered: number;
        };
        /**
         * OrderKind
         * @enum {string}
         */
        OrderKind: "consultation" | "repair" | "installation" | "inspection" | "swap" | "complaint" | "chaser";
        /**
         * Level
         * @enum {string}
         */
        orderlifeLevel: "province" | "head_office" | "vendor";
        /**
         * Verb
         * @enum {string}
         */
        orderlifeVerb: "register" | "amend" | "forward" | "assign" | "send_back" | "book" | "unbook" | "start" | "wait" | "resume" | "finish" | "answer" | "reopen" | "close" | "cancel" | "merge" | "escalate" | "settle";
        /** Outcome */
        orderlivesOutcome: {
            outcome: string;
        };
        /** OrderPart */
        OrderPart: {
            at_outlet: number;
            nobody_asked: number;
            part: string;
            quantity: number;
            requested: components["schemas"]["RequestedLine"][];
            reserved: components["schemas"]["Reserved"][];
            there_on: string | null;
        };
        /** OrderSheet */
        OrderSheet: {
            clocks: components["schemas"]["ShownClock"][];
            desk: components["schemas"]["DeskOrder"];
            verbs: components["schemas"]["orderlifeVerb"][];
        };
        /**
         * OrderStatus
         * @default registered
         * @enum {string}
         */
        OrderStatus: "registered" | "forwarded" | "assigned" | "booked" | "in_progress" | "waiting" | "done" | "closed" | "cancelled" | "duplicate";
        /** OtherSale */
        OtherSale: {
            id: number;
            invoice: string | null;
            note: string;
            /** @default  */
            reason: string;
            receipt_card_on: string | null;
            serial: string;
            settled_at: string | null;
            settled_by: string | null;
            sold_by: string;
            /** Format: date */
            sold_on: string;
            state: components["schemas"]["OtherSaleState"];
            /** Format: date-time */
            told_at: string;
            told_by: string;
        };
        /**
         * OtherSaleState
         * @default open
         * @enum {string}
         */
        OtherSaleState: "open" | "upheld" | "rejected";
        /** Outcomes */
        Outcomes: {
            done: number;
            refused: number;
            results: components["schemas"]["quotadecisionsOutcome"][];
        };
        /** Overdue */
        Overdue: {
            part: string;
            pieces: number;
            /** Format: date */
            since: string;
        };
        /** Overlap */
        Overlap: {
            km2: number;
            nested: boolean;
            outlet: string;
            rural: string;
            urban: string;
        };
        /**
         * Owner
         * @enum {string}
         */
        Owner: "outlet" | "province" | "head_office" | "customer" | "weather";
        /** OwnSession */
        OwnSession: {
            address: string;
            browser: string;
            /** Format: date-time */
            created_at: string;
            current: boolean;
            id: number;
            /** Format: date-time */
            seen_at: string;
        };
        /** Page[Alert] */
        PageAlert: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Alert"][];
        };
        /** Page[AuditEntry] */
        PageAuditEntry: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["AuditEntry"][];
        };
        /** Page[BackupUnit] */
        PageBackupUnit: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["BackupUnit"][];
        };
        /** Page[BookedMove] */
        PageBookedMove: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["BookedMove"][];
        };
        /** Page[CallbackShown] */
        PageCallbackShown: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["CallbackShown"][];
        };
        /** Page[ChargeableShown] */
        PageChargeableShown: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["ChargeableShown"][];
        };
        /** Page[CheckListHead] */
        PageCheckListHead: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["CheckListHead"][];
        };
        /** Page[CheckShown] */
        PageCheckShown: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["CheckShown"][];
        };
        /** Page[Contract] */
        PageContract: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Contract"][];
        };
        /** Page[Crisis] */
        PageCrisis: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Crisis"][];
        };
        /** Page[Customer] */
        PageCustomer: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Customer"][];
        };
        /** Page[DayOverride] */
        PageDayOverride: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["DayOverride"][];
        };
        /** Page[Delivery] */
        PageDelivery: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Delivery"][];
        };
        /** Page[Enacted] */
        PageEnacted: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Enacted"][];
        };
        /** Page[Event] */
        PageEvent: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Event"][];
        };
        /** Page[ExchangeShown] */
        PageExchangeShown: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["ExchangeShown"][];
        };
        /** Page[Fault] */
        PageFault: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["partsFault"][];
        };
        /** Page[Filing] */
        PageFiling: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Filing"][];
        };
        /** Page[Granted] */
        PageGranted: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Granted"][];
        };
        /** Page[Held] */
        PageHeld: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Held"][];
        };
        /** Page[ImportHead] */
        PageImportHead: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["ImportHead"][];
        };
        /** Page[IncentiveLine] */
        PageIncentiveLine: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["IncentiveLine"][];
        };
        /** Page[IncentivePosting] */
        PageIncentivePosting: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["IncentivePosting"][];
        };
        /** Page[IncentiveTotal] */
        PageIncentiveTotal: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["IncentiveTotal"][];
        };
        /** Page[InspectionHead] */
        PageInspectionHead: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["InspectionHead"][];
        };
        /** Page[InspectionPlan] */
        PageInspectionPlan: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["InspectionPlan"][];
        };
        /** Page[LentUnit] */
        PageLentUnit: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["LentUnit"][];
        };
        /** Page[Location] */
        PageLocation: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Location"][];
        };
        /** Page[MatrixRow] */
        PageMatrixRow: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["MatrixRow"][];
        };
        /** Page[MissedRow] */
        PageMissedRow: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["MissedRow"][];
        };
        /** Page[Node] */
        PageNode: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Node"][];
        };
        /** Page[OldPart] */
        PageOldPart: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["OldPart"][];
        };
        /** Page[OtherSale] */
        PageOtherSale: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["OtherSale"][];
        };
        /** Page[Part] */
        PagePart: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Part"][];
        };
        /** Page[Person] */
        PagePerson: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Person"][];
        };
        /** Page[PlanHead] */
        PagePlanHead: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["PlanHead"][];
        };
        /** Page[PreviewRow] */
        PagePreviewRow: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["PreviewRow"][];
        };
        /** Page[ProductModel] */
        PageProductModel: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["ProductModel"][];
        };
        /** Page[Purchase] */
        PagePurchase: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Purchase"][];
        };
        /** Page[PurchaseNeed] */
        PagePurchaseNeed: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["PurchaseNeed"][];
        };
        /** Page[QuotaMonth] */
        PageQuotaMonth: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["QuotaMonth"][];
        };
        /** Page[QuotaRequest] */
        PageQuotaRequest: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["QuotaRequest"][];
        };
        /** Page[RepairInDraw] */
        PageRepairInDraw: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["RepairInDraw"][];
        };
        /** Page[ReportRow] */
        PageReportRow: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["ReportRow"][];
        };
        /** Page[ReservePlanHead] */
        PageReservePlanHead: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["ReservePlanHead"][];
        };
        /** Page[RunHead] */
        PageRunHead: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["RunHead"][];
        };
        /** Page[RunLine] */
        PageRunLine: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["RunLine"][];
        };
        /** Page[SampleDraw] */
        PageSampleDraw: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["SampleDraw"][];
        };
        /** Page[ScoreShown] */
        PageScoreShown: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["ScoreShown"][];
        };
        /** Page[ServiceOrder] */
        PageServiceOrder: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["ServiceOrder"][];
        };
        /** Page[Shelf] */
        PageShelf: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Shelf"][];
        };
        /** Page[Shipment] */
        PageShipment: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Shipment"][];
        };
        /** Page[ShownClock] */
        PageShownClock: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["ShownClock"][];
        };
        /** Page[Skill] */
        PageSkill: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Skill"][];
        };
        /** Page[SoldUnit] */
        PageSoldUnit: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["SoldUnit"][];
        };
        /** Page[Standing] */
        PageStanding: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["fieldopsstorequotasStanding"][];
        };
        /** Page[Step] */
        PageStep: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Step"][];
        };
        /** Page[StockCount] */
        PageStockCount: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["StockCount"][];
        };
        /** Page[StockLine] */
        PageStockLine: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["StockLine"][];
        };
        /** Page[TargetOrder] */
        PageTargetOrder: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["TargetOrder"][];
        };
        /** Page[TargetShare] */
        PageTargetShare: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["TargetShare"][];
        };
        /** Page[Technician] */
        PageTechnician: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Technician"][];
        };
        /** Page[Tie] */
        PageTie: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Tie"][];
        };
        /** Page[Tool] */
        PageTool: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Tool"][];
        };
        /** Page[UnsettledOrder] */
        PageUnsettledOrder: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["UnsettledOrder"][];
        };
        /** Page[VisitShown] */
        PageVisitShown: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["VisitShown"][];
        };
        /** Page[Webhook] */
        PageWebhook: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["Webhook"][];
        };
        /** Page[ZoneShape] */
        PageZoneShape: {
            count: number;
            limit: number;
            next: string | null;
            offset: number;
            previous: string | null;
            results: components["schemas"]["ZoneShape"][];
        };
        /** Part */
        Part: {
            barcode?: string | null;
            category: components["schemas"]["PartCategory"];
            /** @default [] */
            fits: string[];
            must_return: boolean;
            name_en: string;
            name_zh: string;
            number: string;
            /** @default false */
            serial_tracked: boolean;
            superseded_by?: string | null;
            unit_cost_fen: number;
        };
        /** PartAnswer */
        PartAnswer: {
            answer: components["schemas"]["inventoryentitlementsAnswer"];
            component: components["schemas"]["Component"];
            part: string | null;
            rule: string;
            until: string | null;
        };
        /**
         * PartCategory
         * @enum {string}
         */
        PartCategory: "main" | "wear" | "plastic" | "electrical" | "mechanical" | "whole_unit";
        /** PartCount */
        PartCount: {
            part: string;
            quantity: number;
        };
        /** PartDay */
        PartDay: {
            /** Format: date */
            day: string;
            decided: number;
            granted_fen: number;
            made: number;
        };
        /** PartLabel */
        PartLabel: {
            /** @default 1 */
            copies: number;
            part: string;
        };
        /** PartLine */
        PartLine: {
            arrives_at: string | null;
            name_en: string;
            name_zh: string;
            part: string;
            quantity: number;
            service_order: string;
            set_aside: boolean;
            source: string;
            source_kind: string;
        };
        /**
         * PartnerKind
         * @enum {string}
         */
        PartnerKind: "service_outlet" | "dealer";
        /** Fault */
        partsFault: {
            code: string;
            duration_s: number;
            name_en: string;
            name_zh: string;
            /** @default [] */
            parts: components["schemas"]["PartCount"][];
            product_type: components["schemas"]["ProductType"];
            skill: string;
            /** @default [] */
            tools: string[];
        };
        /** PartsFound */
        PartsFound: {
            more: boolean;
            results: components["schemas"]["ChainedPart"][];
        };
        /** PartUsedStep */
        PartUsedStep: {
            /** Format: date-time */
            at: string;
            by: string;
            condition?: components["schemas"]["Condition"];
            /** @constant */
            did: "part_used";
            id: string;
            old: components["schemas"]["OldPieces"];
            owner?: string | null;
            part: string;
            place: string;
            quantity: number;
            /** @default [] */
            serials: string[];
        };
        /** PasswordByLink */
        PasswordByLink: {
            password: string;
            secret: string;
        };
        /** PasswordChange */
        PasswordChange: {
            old: string;
            password: string;
        };
        /** Pause */
        Pause: {
            /** Format: date-time */
            from_at: string;
            note: string;
            reason: components["schemas"]["PauseReason"];
            to_at: string | null;
        };
        /**
         * PauseReason
         * @enum {string}
         */
        PauseReason: "customer_asked" | "no_access" | "awaiting_consent" | "weather" | "force_majeure" | "other";
        /** Pausing */
        Pausing: {
            at?: string | null;
            note: string;
            reason: components["schemas"]["PauseReason"];
        };
        /** Period */
        Period: {
            /** Format: date */
            first: string;
            /** Format: date */
            last: string;
        };
        /**
         * Permission
         * @enum {string}
         */
        Permission: "account.own" | "map.read" | "network.read" | "network.edit" | "technicians.keep" | "catalogue.read" | "catalogue.edit" | "customers.read" | "customers.edit" | "warranty.read" | "warranty.judge" | "sales.settle" | "contracts.read" | "contracts.sign" | "charges.read" | "charges.make" | "exchanges.read" | "exchanges.make" | "exchanges.appraise" | "exchanges.refund" | "orders.read" | "orders.register" | "orders.amend" | "orders.dispatch" | "orders.settle" | "orders.cancel" | "clocks.keep" | "stock.read" | "stock.receive" | "shelves.set" | "stock.move" | "counts.read" | "counts.count" | "counts.decide" | "units.read" | "units.keep" | "units.send" | "units.carry" | "quotas.read" | "quotas.grant" | "requests.read" | "requests.make" | "requests.decide" | "payments.book" | "reserves.read" | "reserves.make" | "purchases.read" | "purchases.make" | "shipments.read" | "shipments.send" | "shipments.receive" | "policies.read" | "policies.enact" | "visits.read" | "visits.book" | "visits.record" | "records.correct" | "old_parts.read" | "old_parts.waive" | "check_lists.make" | "inspections.read" | "inspections.plan" | "inspections.record" | "callbacks.read" | "callbacks.call" | "spot_checks.read" | "spot_checks.draw" | "spot_checks.check" | "spot_checks.lift" | "plans.read" | "plans.make" | "weather.read" | "weather.record" | "causes.read" | "causes.decide" | "targets.read" | "incentives.read" | "incentives.run" | "imports.make" | "files.add" | "files.read" | "users.manage" | "audit.read" | "events.read" | "webhooks.manage";
        /** Person */
        Person: {
            /** @default true */
            active: boolean;
            login: string;
            name: string;
            node?: string | null;
            role: components["schemas"]["Role"];
            technician?: string | null;
        };
        /** PersonChange */
        PersonChange: {
            active?: boolean | null;
            name?: string | null;
            node?: string | null;
            role?: components["schemas"]["Role"] | null;
            technician?: string | null;
        };
        /** PhonedStep */
        PhonedStep: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "phoned";
            id: string;
            /** @default  */
            note: string;
            reached: boolean;
        };
        /** PhotoStep */
        PhotoStep: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "photo";
            file: string;
            id: string;
            /** @default  */
            note: string;
        };
        /** PickingOrder */
        PickingOrder: {
            source: string;
        };
        /** Piece */
        Piece: {
            found?: components["schemas"]["inventoryshipmentsFound"];
            serial: string;
        };
        /** PlacedAt */
        PlacedAt: {
            position?: number | null;
            technician?: string | null;
        };
        /** PlanEdit */
        PlanEdit: {
            /** Format: date-time */
            at: string;
            by: string;
            locks: components["schemas"]["Locks"];
            n: number;
            said: {
                [key: string]: unknown;
            };
        };
        /** PlanHead */
        PlanHead: {
            based_on: number | null;
            best_cost_fen: number | null;
            /** Format: date */
            day: string;
            days: number;
            distance_m: number;
            edit: number;
            elapsed_ms: number;
            enough: boolean;
            estimated: boolean;
            failure: {
                [key: string]: unknown;
            } | null;
            finished_at: string | null;
            first: number | null;
            id: number;
            late: number;
            locks: components["schemas"]["Locks"];
            province: string;
            publications: number;
            publish: boolean;
            published_at: string | null;
            published_by: string | null;
            /** Format: date-time */
            requested_at: string;
            reserve: number | null;
            score: {
                [key: string]: number;
            } | null;
            seed: number;
            served: number;
            started_at: string | null;
            state: components["schemas"]["PlanState"];
            time_limit_s: number;
            travel_s: number;
            unserved: number;
            version: number;
            warnings: components["schemas"]["PlanWarning"][];
        };
        /** PlanOrdered */
        PlanOrdered: {
            based_on?: number | null;
            /** Format: date */
            day: string;
            /** @default 1 */
            days: number;
            province: string;
            /** @default false */
            publish: boolean;
            reserve?: number | null;
            /** @default 0 */
            seed: number;
            time_limit_s?: number | null;
        };
        /** PlanPremises */
        PlanPremises: {
            stores: components["schemas"]["Store"][];
            technicians: components["schemas"]["OnDuty"][];
            visits: components["schemas"]["Wanted"][];
        };
        /** PlanSheet */
        PlanSheet: {
            plan: components["schemas"]["PlanHead"];
            /** @default [] */
            routes: components["schemas"]["RouteSheet"][];
            /** @default [] */
            unserved: components["schemas"]["UnservedSheet"][];
        };
        /** PlansOrdered */
        PlansOrdered: {
            /** Format: date */
            day: string;
            /** @default 1 */
            days: number;
            provinces?: string[];
            /** @default false */
            publish: boolean;
            reserve?: number | null;
            /** @default 0 */
            seed: number;
            time_limit_s?: number | null;
        };
        /**
         * PlanState
         * @enum {string}
         */
        PlanState: "queued" | "running" | "draft" | "published" | "failed" | "cancelled" | "discarded" | "superseded";
        /** PlanWarning */
        PlanWarning: {
            cause_en: string;
            cause_zh: string;
            code: string;
            remedy_en: string;
            remedy_zh: string;
        };
        /** Policy */
        Policy: {
            figures: {
                [key: string]: unknown;
            };
            name: string;
            /** @default  */
            reason: string;
            /** Format: date */
            valid_from: string;
            valid_until?: string | null;
        };
        /**
         * Pool
         * @enum {string}
         */
        Pool: "free" | "set_aside";
        /** PossibleDuplicate */
        PossibleDuplicate: {
            because: components["schemas"]["Likeness"][];
            number: string;
            /** Format: date-time */
            registered_at: string;
        };
        /**
         * Post
         * @enum {string}
         */
        Post: "outlet" | "forwarding_clerk" | "director" | "parts_administrator" | "chasing_clerk" | "parts_group";
        /** Postponement */
        Postponement: {
            /** Format: date */
            expected_on: string;
            /** @default  */
            note: string;
        };
        /** PressingClock */
        PressingClock: {
            at_risk: boolean;
            basis: components["schemas"]["routingpromisesBasis"] | null;
            /** Format: date-time */
            due_at: string;
            holder: string;
            kind: components["schemas"]["ClockKind"];
            left_s: number;
            over_s: number;
            paused_since: string | null;
            standing: components["schemas"]["routingclockwatchStanding"];
        };
        /** PreviewRow */
        PreviewRow: {
            before: {
                [key: string]: unknown;
            } | null;
            cells: {
                [key: string]: unknown;
            };
            effect: components["schemas"]["Effect"];
            row: number;
        };
        /** Problem */
        Problem: {
            cause: string;
            code: string;
            detail: string;
            /** @default [] */
            errors: components["schemas"]["WrongField"][];
            /** @default {} */
            facts: Record<string, never>;
            instance: string;
            remedy: string;
            request_id: string;
            /** @default null */
            rule: string | null;
            status: number;
            title: string;
            type: string;
        };
        /** ProductModel */
        ProductModel: {
            code: string;
            name_en: string;
            name_zh: string;
            product_type: components["schemas"]["ProductType"];
        };
        /**
         * ProductType
         * @enum {string}
         */
        ProductType: "twin_tub" | "top_loader" | "front_loader" | "washer_dryer";
        /** Progress */
        Progress: {
            done: number;
            phase: string;
            total: number;
        };
        /** Promised */
        Promised: {
            basis: components["schemas"]["PromisedFor"];
            /** Format: date-time */
            due_at: string;
        };
        /**
         * PromisedFor
         * @enum {string}
         */
        PromisedFor: "urban" | "rural" | "swap";
        /**
         * Proof
         * @enum {string}
         */
        Proof: "receipt_card" | "invoice" | "exchange" | "barcode";
        /** ProposedLine */
        ProposedLine: {
            decided: boolean;
            line: number;
            orders: string[];
            part: string;
            partner: string;
            proposed: number;
            request: string;
            sources: components["schemas"]["Source"][];
            waiting: number;
        };
        /** ProposedPart */
        ProposedPart: {
            free: number;
            part: string;
            proposed: number;
            waiting: number;
        };
        /** Purchase */
        Purchase: {
            /** @default 0 */
            arrivals: number;
            /** Format: date */
            expected_on: string;
            location: string;
            /** @default  */
            note: string;
            number: string;
            ordered_by: string;
            part: string;
            quantity: number;
            /** @default 0 */
            received: number;
            status: components["schemas"]["purchasesStatus"];
            supplier: string;
        };
        /** PurchaseNeed */
        PurchaseNeed: {
            free: number;
            next_on: string | null;
            on_order: number;
            part: string;
            requests: number;
            to_buy: number;
            waiting: number;
        };
        /**
         * Origin
         * @enum {string}
         */
        purchasesOrigin: "head_office" | "purchase" | "to_be_bought";
        /**
         * Status
         * @default ordered
         * @enum {string}
         */
        purchasesStatus: "ordered" | "received" | "cancelled";
        /**
         * Purpose
         * @enum {string}
         */
        Purpose: "receipt" | "move" | "set_aside" | "issue" | "old_part" | "inspection" | "loan" | "swap" | "count" | "disposal" | "quota_grant" | "quota_draw" | "quota_return" | "quota_lapse" | "sale" | "payment" | "claim" | "freight" | "reward" | "penalty" | "offset" | "opening";
        /** QuotaConsequence */
        QuotaConsequence: {
            after_fen: number;
            category: components["schemas"]["PartCategory"] | null;
            left_fen: number;
        };
        /** Outcome */
        quotadecisionsOutcome: {
            number: string;
            refused: components["schemas"]["Problem"] | null;
            request: components["schemas"]["QuotaRequest"] | null;
        };
        /** QuotaGrant */
        QuotaGrant: {
            amount_fen: number;
            category?: components["schemas"]["PartCategory"] | null;
            partner: string;
            period: string;
            /** @default  */
            reason: string;
            reference: string;
        };
        /** QuotaMonth */
        QuotaMonth: {
            carried_in_fen: number;
            carried_out_fen: number;
            category: components["schemas"]["PartCategory"] | null;
            drawn_fen: number;
            given_back_fen: number;
            granted_fen: number;
            lapsed_fen: number;
            left_fen: number;
            partner: string;
            period: string;
        };
        /** QuotaRequest */
        QuotaRequest: {
            decided_by: string | null;
            destination: string;
            /** @default 0 */
            extra_quota_fen: number;
            lines: components["schemas"]["quotarequestsLine"][];
            made_by: string;
            /** @default  */
            note: string;
            number: string;
            /** @default false */
            paid: boolean;
            partner: string;
            period: string;
            reason: components["schemas"]["inventoryquotarequestsReason"] | null;
            /** @default  */
            reason_text: string;
            /** @default 0 */
            round: number;
            status: components["schemas"]["quotarequestsStatus"];
            terms: components["schemas"]["Terms"];
        };
        /** Line */
        quotarequestsLine: {
            /** @default [] */
            allocations: components["schemas"]["Allocation"][];
            approved: number | null;
            granted_part: string | null;
            order: string | null;
            part: string;
            price_fen: number;
            quantity: number;
            quota: components["schemas"]["PartCategory"] | null;
            reason: components["schemas"]["inventoryquotarequestsReason"] | null;
        };
        /** Ruling */
        quotarequestsRuling: {
            decision?: components["schemas"]["Decision"] | null;
            number: string;
            rejection?: components["schemas"]["Rejection"] | null;
        };
        /**
         * Status
         * @default draft
         * @enum {string}
         */
        quotarequestsStatus: "draft" | "submitted" | "over_quota" | "approved" | "partly_approved" | "rejected" | "reserved" | "picked" | "shipped" | "received" | "closed" | "cancelled";
        /** QuoteShown */
        QuoteShown: {
            amount_fen: number;
            consent: components["schemas"]["ConsentShown"] | null;
            declined_at: string | null;
            declined_because: string;
            lines: components["schemas"]["ChargeLine"][];
            /** Format: date-time */
            made_at: string;
            made_by: string;
            round: number;
        };
        /**
         * Reached
         * @enum {string}
         */
        Reached: "authority" | "consumer_association" | "media";
        /** Rebooking */
        Rebooking: {
            asked_by?: components["schemas"]["AskedBy"];
            /** @default  */
            reason: string;
            window: components["schemas"]["Appointment"] | null;
        };
        /** Receipt */
        Receipt: {
            lines: components["schemas"]["LineReceipt"][];
            /** @default  */
            note: string;
        };
        /** ReceiptCard */
        ReceiptCard: {
            /** Format: date */
            on: string;
            serial: string;
        };
        /** ReceiptLine */
        ReceiptLine: {
            part: string;
            quantity: number;
            /** @default [] */
            serials: string[];
        };
        /** ReceiptShown */
        ReceiptShown: {
            amount_fen: number;
            /** Format: date-time */
            given_at: string;
            given_by: string;
            lines: components["schemas"]["ChargeLine"][];
            method: components["schemas"]["Method"];
            number: string;
        };
        /** ReceiptWanted */
        ReceiptWanted: {
            lines?: components["schemas"]["ChargeLine"][] | null;
        };
        /**
         * Recognition
         * @enum {string}
         */
        Recognition: "recognised" | "awaited" | "not_recognised";
        /** RecordedWish */
        RecordedWish: {
            /** Format: date-time */
            at: string;
            by: string;
            customer: string;
            order: string | null;
            said_by: string;
            technician: string;
            why: string;
            wish: components["schemas"]["Wish"];
        };
        /** Recount */
        Recount: {
            lines: number[];
        };
        /** Refunded */
        Refunded: {
            amount_fen: number;
        };
        /** Rejection */
        Rejection: {
            reason: components["schemas"]["inventoryquotarequestsReason"];
            text: string;
        };
        /** Remark */
        Remark: {
            /** @default  */
            note: string;
        };
        /** Renewal */
        Renewal: {
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            due_at: string;
            missed: boolean;
            /** Format: date-time */
            was_due_at: string;
        };
        /** Repair */
        Repair: {
            equipment: string;
            /** Format: date-time */
            made_at: string;
            made_by: string;
            order: string;
        };
        /** RepairInDraw */
        RepairInDraw: {
            order: string;
            outlet: string;
            period: string;
        };
        /** RepairProposal */
        RepairProposal: {
            customer: string;
            equipment: components["schemas"]["Equipment"];
            fault: string | null;
            fault_level: number;
            findings: components["schemas"]["inspectionsFinding"][];
            id: string;
            inspection: string;
            node: string;
        };
        /** RepairsRegistered */
        RepairsRegistered: {
            repairs: components["schemas"]["Repair"][];
        };
        /** RepairsWanted */
        RepairsWanted: {
            repairs?: components["schemas"]["RepairWanted"][];
        };
        /** RepairWanted */
        RepairWanted: {
            equipment: string;
            fault?: string | null;
            unit?: string | null;
        };
        /** Replay */
        Replay: {
            /** @default true */
            missed: boolean;
            /** Format: date-time */
            since: string;
            until?: string | null;
        };
        /** Replayed */
        Replayed: {
            waiting: number;
        };
        /** Reported */
        Reported: {
            summary: string;
        };
        /** ReportRow */
        ReportRow: {
            cells: {
                [key: string]: unknown;
            };
            code: string;
            field: string;
            heading: string;
            message_en: string;
            message_zh: string;
            row: number;
            value: string;
        };
        /** RequestedLine */
        RequestedLine: {
            expected: components["schemas"]["inventorypurchasesExpected"][];
            line: number;
            part: string;
            received: number;
            request: string;
            status: components["schemas"]["quotarequestsStatus"];
            under_way: number;
            waiting: number;
        };
        /** Reserved */
        Reserved: {
            location: string;
            plan: number;
            quantity: number;
        };
        /** ReservePlan */
        ReservePlan: {
            /** Format: date */
            file_by: string;
            filed_by: string | null;
            filed_on: string | null;
            /** @default 0 */
            late_days: number;
            lines: components["schemas"]["reserveplansLine"][];
            made_by: string;
            months: number;
            /** @default  */
            note: string;
            number: string;
            partner: string;
            season: string;
            /** Format: date */
            starts_on: string;
            status: components["schemas"]["reserveplansStatus"];
            year: number;
        };
        /** ReservePlanHead */
        ReservePlanHead: {
            /** Format: date */
            file_by: string;
            filed_on: string | null;
            late_days: number;
            lines: number;
            missing: number;
            number: string;
            partner: string;
            pieces: number;
            season: string;
            /** Format: date */
            starts_on: string;
            status: components["schemas"]["reserveplansStatus"];
            year: number;
        };
        /** Line */
        reserveplansLine: {
            at_hand: number;
            basis: components["schemas"]["inventorystockingBasis"];
            missing: number;
            note: string;
            part: string;
            quantity: number;
            under_way: number;
        };
        /**
         * Status
         * @default draft
         * @enum {string}
         */
        reserveplansStatus: "draft" | "filed";
        /** ResetLink */
        ResetLink: {
            /** Format: date-time */
            expires_at: string;
            login: string;
            secret: string;
        };
        /** Rests */
        Rests: {
            rests: components["schemas"]["inventorycustomerwishesRest"][];
        };
        /**
         * Role
         * @enum {string}
         */
        Role: "parts_manager" | "finance" | "technical" | "call_centre" | "director" | "parts_administrator" | "dispatcher" | "partner_clerk" | "technician" | "administrator";
        /** Route */
        Route: {
            back_s: number;
            distance_m: number;
            leave_s: number;
            stops: components["schemas"]["Stop"][];
            technician: string;
            travel_s: number;
        };
        /** RouteSheet */
        RouteSheet: {
            /** Format: date-time */
            back_at: string;
            distance_m: number;
            /** Format: date-time */
            leave_at: string;
            name_en: string;
            name_zh: string;
            node: string;
            score: {
                [key: string]: number;
            } | null;
            stops: components["schemas"]["StopSheet"][];
            technician: string;
            travel_s: number;
        };
        /**
         * Standing
         * @enum {string}
         */
        routingclockwatchStanding: "running" | "paused" | "met" | "missed" | "cancelled";
        /** Use */
        routingplanUse: {
            part: string;
            pool: components["schemas"]["Pool"];
            quantity: number;
            source: string;
        };
        /**
         * Basis
         * @enum {string}
         */
        routingpromisesBasis: "urban" | "rural" | "appointment" | "swap";
        /** Ruled */
        Ruled: {
            kind: components["schemas"]["CauseKind"];
            owner: components["schemas"]["Owner"];
            /** @default  */
            reason: string;
        };
        /** Rulings */
        Rulings: {
            requests: components["schemas"]["quotarequestsRuling"][];
        };
        /** RunHead */
        RunHead: {
            /** Format: date-time */
            as_of: string;
            /** Format: date-time */
            made_at: string;
            made_by: string;
            n: number;
            number: string;
            period: string;
            posted_at: string | null;
            posted_by: string | null;
            status: components["schemas"]["incentiverunsStatus"];
        };
        /** RunLine */
        RunLine: {
            amount_fen: number;
            figures: {
                [key: string]: number;
            };
            key: string;
            kind: components["schemas"]["LineKind"];
            node: string;
            order: string | null;
            outlet: string | null;
            person: string;
            post: components["schemas"]["Post"];
            province: string;
            rule: string;
            run: string;
            technician: string | null;
            text_en: string;
            text_zh: string;
        };
        /** RunShown */
        RunShown: {
            /** Format: date-time */
            as_of: string;
            figures: {
                [key: string]: unknown;
            };
            lines: number;
            /** Format: date-time */
            made_at: string;
            made_by: string;
            n: number;
            number: string;
            penalties_fen: number;
            period: string;
            posted_at: string | null;
            posted_by: string | null;
            rewards_fen: number;
            status: components["schemas"]["incentiverunsStatus"];
            to_post: number;
            unsettled: number;
        };
        /** SampleDraw */
        SampleDraw: {
            /** Format: date-time */
            drawn_at: string;
            drawn_by: string;
            period: string;
            policy: components["schemas"]["SpotCheckPolicy"];
            seed: number;
        };
        /**
         * Satisfaction
         * @enum {string}
         */
        Satisfaction: "very_satisfied" | "satisfied" | "fair" | "no_answer" | "dissatisfied";
        /**
         * Scope
         * @enum {string}
         */
        Scope: "below" | "node" | "self";
        /** Score */
        Score: {
            /** @default 0 */
            changes_fen: number;
            /** @default 0 */
            distance_m: number;
            /** @default 0 */
            fairness_fen: number;
            /** @default 0 */
            late: number;
            /** @default 0 */
            late_fen: number;
            /** @default 0 */
            missed_fen: number;
            /** @default 0 */
            overtime_fen: number;
            /** @default 0 */
            prices_fen: number;
            /** @default 0 */
            served: number;
            /** @default 0 */
            travel_fen: number;
            /** @default 0 */
            travel_s: number;
            /** @default 0 */
            unserved_fen: number;
            /** @default 0 */
            work_fen: number;
        };
        /** ScoreLine */
        ScoreLine: {
            answer: components["schemas"]["Satisfaction"];
            order: string;
            outlet: string;
            score: number;
            technician: string;
            visit: string;
        };
        /**
         * ScoreOf
         * @enum {string}
         */
        ScoreOf: "technician" | "outlet" | "province";
        /** ScoreShown */
        ScoreShown: {
            callbacks: number;
            code: string;
            of: components["schemas"]["ScoreOf"];
            period: string;
            score: number;
        };
        /** Seen */
        Seen: {
            version: number;
        };
        /** Sending */
        Sending: {
            due_at?: string | null;
            /** @default  */
            note: string;
            order: string;
            repair_until?: string | null;
            via: string;
        };
        /**
         * ServiceClass
         * @enum {string}
         */
        ServiceClass: "A" | "B" | "C";
        /** ServiceOrder */
        ServiceOrder: {
            about?: string | null;
            appointment?: components["schemas"]["Appointment"] | null;
            /** @default false */
            claims_damages: boolean;
            customer: string;
            fault?: string | null;
            /** @default 3 */
            fault_level: number;
            kind: components["schemas"]["OrderKind"];
            missed?: components["schemas"]["Missed"] | null;
            /** @default  */
            note: string;
            number?: string | null;
            outlet: string;
            parts?: components["schemas"]["PartCount"][] | null;
            promised?: components["schemas"]["Promised"] | null;
            /** @default [] */
            reached: components["schemas"]["Reached"][];
            /** Format: date-time */
            registered_at: string;
            status?: components["schemas"]["OrderStatus"];
            unit?: string | null;
        };
        /** Shelf */
        Shelf: {
            location: string;
            part: string;
            shelf: string;
        };
        /** Shipment */
        Shipment: {
            arrives_at: string | null;
            /** @default  */
            carrier: string;
            destination: string;
            lines: components["schemas"]["ShipmentLine"][];
            number: string;
            /** @default 0 */
            receipts: number;
            source: string;
            status: components["schemas"]["shipmentsStatus"];
            /** @default  */
            tracking: string;
        };
        /** ShipmentLine */
        ShipmentLine: {
            condition: components["schemas"]["Condition"];
            /** @default 0 */
            damaged: number;
            /** @default 0 */
            good: number;
            owner: string;
            part: string;
            pending: string;
            quantity: number;
            request: string | null;
            /** @default [] */
            serials: string[];
            /** @default 0 */
            short: number;
            /** @default 0 */
            wrong: number;
        };
        /**
         * Fault
         * @enum {string}
         */
        shipmentsFault: "outlet" | "province" | "head_office" | "carrier";
        /**
         * Status
         * @default picked
         * @enum {string}
         */
        shipmentsStatus: "picked" | "shipped" | "arrived" | "received" | "cancelled";
        /** ShownBase */
        ShownBase: {
            addresses: string[];
            attribution: string;
            coordinates: components["schemas"]["CoordinateSystem"];
            kind: components["schemas"]["BaseKind"];
            least_zoom: number;
            most_zoom: number;
            review_number: string;
        };
        /** ShownCalendar */
        ShownCalendar: {
            days: components["schemas"]["ShownDay"][];
            unpublished_years: number[];
            working_days: number;
        };
        /** ShownClock */
        ShownClock: {
            at_risk: boolean;
            /** Format: date-time */
            at_risk_at: string;
            basis: components["schemas"]["routingpromisesBasis"] | null;
            cancelled_at: string | null;
            /** Format: date-time */
            due_at: string;
            due_holder: string;
            holder: string;
            holdings: components["schemas"]["Holding"][];
            kind: components["schemas"]["ClockKind"];
            left_s: number;
            measure: components["schemas"]["Measure"];
            order: string;
            over_s: number;
            paused_since: string | null;
            pauses: components["schemas"]["Pause"][];
            renewals: components["schemas"]["Renewal"][];
            standing: components["schemas"]["routingclockwatchStanding"];
            /** Format: date-time */
            started_at: string;
            stopped_at: string | null;
            told: components["schemas"]["Notice"] | null;
            unpublished_years: number[];
        };
        /** ShownDay */
        ShownDay: {
            /** Format: date */
            day: string;
            kind: components["schemas"]["DayKind"];
            settled: boolean;
            why_en: string;
            why_zh: string;
            working: boolean;
        };
        /** ShownDraw */
        ShownDraw: {
            checks: number;
            draw: components["schemas"]["SampleDraw"];
            repairs: number;
            same: boolean;
        };
        /** Signature */
        Signature: {
            file: string;
            signer: string;
        };
        /** SignedStep */
        SignedStep: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "signed";
            file: string;
            id: string;
            signer: string;
        };
        /** Skill */
        Skill: {
            code: string;
            name_en: string;
            name_zh: string;
        };
        /** SoldUnit */
        SoldUnit: {
            customer?: string | null;
            invoice?: string | null;
            made_on?: string | null;
            model: string;
            receipt_card_on?: string | null;
            serial: string;
            sold_by: string;
            /** Format: date */
            sold_on: string;
            /** @default household */
            use_class: string;
        };
        /** Source */
        Source: {
            location: string;
            quantity: number;
        };
        /** Span */
        Span: {
            /** Format: date-time */
            ends: string;
            /** Format: date-time */
            starts: string;
        };
        /** SpotCheckPolicy */
        SpotCheckPolicy: {
            least: number;
            percent: number;
            visit_percent: number;
        };
        /**
         * State
         * @enum {string}
         */
        spotchecksState: "drawn" | "passed" | "failed" | "lifted";
        /**
         * Way
         * @enum {string}
         */
        spotchecksWay: "call" | "visit";
        /**
         * Stage
         * @default reserved
         * @enum {string}
         */
        Stage: "reserved" | "picked" | "shipped" | "received";
        /** StandingQuota */
        StandingQuota: {
            category?: components["schemas"]["PartCategory"] | null;
            from_period: string;
            monthly_fen: number;
            partner: string;
            reason: string;
        };
        /** Step */
        Step: {
            appointment: components["schemas"]["Appointment"] | null;
            asked_by: components["schemas"]["AskedBy"] | null;
            /** Format: date-time */
            at: string;
            by: string;
            id: number;
            level: components["schemas"]["orderlifeLevel"] | null;
            node: string;
            note: string;
            order: string;
            status: components["schemas"]["OrderStatus"];
            verb: components["schemas"]["orderlifeVerb"];
            waiting_for: components["schemas"]["WaitingFor"] | null;
        };
        /** StepsTold */
        StepsTold: {
            steps: (components["schemas"]["PhonedStep"] | components["schemas"]["LeftStep"] | components["schemas"]["ArrivedStep"] | components["schemas"]["IdentityShownStep"] | components["schemas"]["ConditionNotedStep"] | components["schemas"]["WorkDoneStep"] | components["schemas"]["PartUsedStep"] | components["schemas"]["PhotoStep"] | components["schemas"]["SignedStep"] | components["schemas"]["NotSignedStep"] | components["schemas"]["ChargedStep"] | components["schemas"]["ToBeContinuedStep"] | components["schemas"]["ToWorkshopStep"] | components["schemas"]["FailedStep"] | components["schemas"]["WithdrawnStep"])[];
        };
        /** StockCount */
        StockCount: {
            /** @default [] */
            counters: string[];
            decided_by: string | null;
            full: boolean;
            lines: components["schemas"]["CountLine"][];
            /** @default  */
            note: string;
            number: string;
            /** Format: date-time */
            opened_at: string;
            opened_by: string;
            place: string;
            status: components["schemas"]["countingStatus"];
        };
        /**
         * Ground
         * @enum {string}
         */
        stockingGround: "no_history" | "no_demand" | "average" | "seasonal";
        /**
         * StockKind
         * @enum {string}
         */
        StockKind: "stock" | "set_aside" | "lent";
        /** StockLine */
        StockLine: {
            available: number;
            condition: components["schemas"]["Condition"];
            in_transit: number;
            kind: components["schemas"]["StockKind"];
            location: string;
            on_hand: number;
            owner: string;
            part: string;
            reserved: number;
        };
        /** StockMove */
        StockMove: {
            destination: string;
            lines: components["schemas"]["Goods"][];
            /** @default  */
            note: string;
            owner?: string | null;
            reference: string;
            source: string;
        };
        /** StockReceipt */
        StockReceipt: {
            lines: components["schemas"]["ReceiptLine"][];
            location: string;
            reference: string;
            /** @default false */
            set_aside: boolean;
        };
        /** Stop */
        Stop: {
            arrive_s: number;
            /** @default [] */
            brings: string[];
            depart_s: number;
            kind: components["schemas"]["StopKind"];
            /** @default 0 */
            late_s: number;
            /** @default [] */
            loads: components["schemas"]["Load"][];
            place: number | null;
            ref: string;
            start_s: number;
            /** @default [] */
            tools: string[];
            /** @default [] */
            uses: components["schemas"]["routingplanUse"][];
        };
        /**
         * StopKind
         * @enum {string}
         */
        StopKind: "visit" | "pickup" | "return" | "break";
        /** StopSheet */
        StopSheet: {
            address: string | null;
            appointment_ends: string | null;
            appointment_starts: string | null;
            /** Format: date-time */
            arrive_at: string;
            /** @default [] */
            brings: string[];
            customer: string | null;
            /** Format: date-time */
            depart_at: string;
            due_at: string | null;
            fault_en: string | null;
            fault_zh: string | null;
            kind: components["schemas"]["StopKind"];
            lat: number | null;
            late_s: number;
            location: string | null;
            lon: number | null;
            order_kind: string | null;
            /** @default [] */
            parts: components["schemas"]["PartLine"][];
            phone: string | null;
            position: number;
            service_order: string | null;
            /** Format: date-time */
            start_at: string;
            /** @default [] */
            tools: string[];
        };
        /** Store */
        Store: {
            lat: number;
            location: string;
            lon: number;
            name_en: string;
            name_zh: string;
        };
        /** StoredFile */
        StoredFile: {
            bytes: number;
            height: number | null;
            id: string;
            kind: components["schemas"]["FileKind"];
            media_type: string;
            name: string;
            sha256: string;
            /** Format: date-time */
            uploaded_at: string;
            width: number | null;
        };
        /** SuppliedLine */
        SuppliedLine: {
            expected: components["schemas"]["inventorypurchasesExpected"][];
            line: number;
            part: string;
            received: number;
            reserved: number;
            under_way: number;
        };
        /** TargetOrder */
        TargetOrder: {
            agreed: boolean;
            code: string;
            completed_at: string | null;
            days: number;
            /** Format: date-time */
            due_at: string;
            level: components["schemas"]["targetsLevel"];
            order: string;
            /** Format: date-time */
            registered_at: string;
            standing: components["schemas"]["inventoryorderresultsStanding"];
        };
        /** TargetShare */
        TargetShare: {
            basis_points: number;
            code: string;
            counted: number;
            days: number;
            in_time: number;
            level: components["schemas"]["targetsLevel"];
            met: boolean | null;
            pending: number;
            percent: number;
        };
        /**
         * Level
         * @enum {string}
         */
        targetsLevel: "province" | "outlet" | "technician";
        /** Technician */
        Technician: {
            code: string;
            day?: components["schemas"]["WorkingDay"];
            home_lat: number;
            home_lon: number;
            name_en: string;
            name_zh: string;
            node: string;
            phone: string;
            skills: string[];
            van: string;
            week: components["schemas"]["WorkingTime"][];
        };
        /**
         * Terms
         * @default credit
         * @enum {string}
         */
        Terms: "credit" | "cash";
        /** Text */
        Text: {
            en: string;
            zh: string;
        };
        /** Tie */
        Tie: {
            /** Format: date-time */
            at: string;
            by: string;
            ended_at: string | null;
            ended_by: string | null;
            /** @default  */
            ended_why: string;
            first: string;
            /** @default 0 */
            gap_s: number;
            id: number;
            kind: components["schemas"]["TieKind"];
            second: string;
            why: string;
        };
        /**
         * TieKind
         * @enum {string}
         */
        TieKind: "same_technician" | "other_technician" | "after";
        /** Tier */
        Tier: {
            available: number;
            in_transit: number;
            on_hand: number;
            places: number;
            reserved: number;
            tier: components["schemas"]["NodeKind"];
        };
        /** Tiers */
        Tiers: {
            results: components["schemas"]["Tier"][];
        };
        /** ToBeContinuedStep */
        ToBeContinuedStep: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "to_be_continued";
            id: string;
            next_time: string;
            not_before?: string | null;
            /** @default [] */
            parts: components["schemas"]["PartCount"][];
            reason: components["schemas"]["Unfinished"];
        };
        /** Token */
        Token: {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            id: number;
            name: string;
            permissions: components["schemas"]["Permission"][];
            revoked_at: string | null;
            used_at: string | null;
        };
        /** Tool */
        Tool: {
            code: string;
            name_en: string;
            name_zh: string;
        };
        /** Total */
        Total: {
            code: string;
            lines: components["schemas"]["ScoreLine"][];
            score: number;
        };
        /** ToWorkshopStep */
        ToWorkshopStep: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "to_workshop";
            id: string;
            ready_at?: string | null;
            reason: string;
            workshop: string;
        };
        /**
         * Trouble
         * @enum {string}
         */
        Trouble: "out_of_bounds" | "unreachable" | "not_trusted" | "too_slow" | "no_http" | "refused";
        /** Turned */
        Turned: {
            /** @default false */
            claims_damages: boolean;
            reached?: components["schemas"]["Reached"][];
        };
        /**
         * Unfinished
         * @enum {string}
         */
        Unfinished: "part_missing" | "help_needed" | "out_of_time" | "customer" | "other";
        /** UnitCorrection */
        UnitCorrection: {
            customer?: string | null;
            invoice?: string | null;
            made_on?: string | null;
            model?: string | null;
            receipt_card_on?: string | null;
            sold_by?: string | null;
            sold_on?: string | null;
            use_class?: string | null;
            /** @default [] */
            without: components["schemas"]["Forgettable"][];
        };
        /** UnitHistory */
        UnitHistory: {
            serial: string;
            steps: components["schemas"]["UnitStep"][];
        };
        /** UnitStep */
        UnitStep: {
            customer: string | null;
            /** Format: date-time */
            done_at: string;
            done_by: string;
            due_at: string | null;
            n: number;
            note: string;
            order: string | null;
            place: string;
            state: components["schemas"]["backuppoolState"];
            verb: components["schemas"]["backuppoolVerb"];
        };
        /** UnitWarranty */
        UnitWarranty: {
            /** Format: date */
            card_due_on: string;
            covered: components["schemas"]["CoveredUntil"][];
            /** Format: date */
            exchange_until: string;
            model: string;
            proof: components["schemas"]["Proof"];
            receipt_card_on: string | null;
            recognised_for_claims: components["schemas"]["Recognition"];
            /** Format: date */
            refund_until: string;
            /** Format: date */
            since: string;
            sold_by: string;
            /** Format: date */
            sold_on: string;
            unit: string;
            use_class: string;
        };
        /**
         * UnservedReason
         * @enum {string}
         */
        UnservedReason: "no_technician" | "no_skill" | "no_tool" | "outside_shift" | "window_too_tight" | "part_unavailable" | "part_taken" | "set_aside" | "part_late" | "part_not_in_time" | "no_workshop" | "unreachable" | "too_far" | "limits" | "sequence" | "together" | "apart" | "reserve" | "capacity" | "costs_more" | "not_found" | "taken_out";
        /** UnservedSheet */
        UnservedSheet: {
            cause_en: string;
            cause_zh: string;
            customer: string;
            due_at: string | null;
            reason: components["schemas"]["UnservedReason"];
            remedy_en: string;
            remedy_zh: string;
            service_order: string;
        };
        /** UnsettledOrder */
        UnsettledOrder: {
            run: string;
            service_order: string;
            why: components["schemas"]["Why"];
        };
        /**
         * Unsigned
         * @enum {string}
         */
        Unsigned: "absent" | "unable" | "refused" | "no_contact";
        /** Verdict */
        Verdict: {
            allowed: boolean;
            change: {
                [key: string]: number;
            } | null;
            /** @default [] */
            routes: components["schemas"]["Route"][];
            rule: string | null;
            /** @default  */
            why_en: string;
            /** @default  */
            why_zh: string;
        };
        /**
         * View
         * @enum {string}
         */
        View: "all" | "mine" | "overdue" | "holding_up" | "over_quota";
        /** VisitShown */
        VisitShown: {
            /** Format: date-time */
            booked_at: string;
            cancelled: components["schemas"]["Cancelled"] | null;
            closed: components["schemas"]["Closed"] | null;
            continues: string | null;
            node: string;
            number: string;
            order: string;
            state: components["schemas"]["visitsState"];
            steps: (components["schemas"]["PhonedStep"] | components["schemas"]["LeftStep"] | components["schemas"]["ArrivedStep"] | components["schemas"]["IdentityShownStep"] | components["schemas"]["ConditionNotedStep"] | components["schemas"]["WorkDoneStep"] | components["schemas"]["PartUsedStep"] | components["schemas"]["PhotoStep"] | components["schemas"]["SignedStep"] | components["schemas"]["NotSignedStep"] | components["schemas"]["ChargedStep"] | components["schemas"]["ToBeContinuedStep"] | components["schemas"]["ToWorkshopStep"] | components["schemas"]["FailedStep"] | components["schemas"]["WithdrawnStep"])[];
            technician: string | null;
            window: components["schemas"]["Appointment"] | null;
        };
        /**
         * State
         * @enum {string}
         */
        visitsState: "booked" | "planned" | "on_the_way" | "on_site" | "done" | "to_be_continued" | "to_workshop" | "failed" | "cancelled";
        /** Waiting */
        Waiting: {
            note: string;
            what: components["schemas"]["WaitingFor"];
        };
        /**
         * WaitingFor
         * @enum {string}
         */
        WaitingFor: "part" | "workshop" | "customer" | "consent" | "weather";
        /** WaitingRequest */
        WaitingRequest: {
            amount_fen: number;
            decide_by: string | null;
            due_at: string | null;
            held_up: number;
            lines: number;
            made_by: string;
            note: string;
            number: string;
            overdue_old_parts: number;
            partner: string;
            partner_name_en: string;
            partner_name_zh: string;
            period: string;
            pieces: number;
            /** Format: date-time */
            since: string;
            status: components["schemas"]["quotarequestsStatus"];
            terms: components["schemas"]["Terms"];
            views: components["schemas"]["View"][];
        };
        /** WaitingRequests */
        WaitingRequests: {
            counts: {
                [key: string]: number;
            };
            requests: components["schemas"]["WaitingRequest"][];
        };
        /** Wanted */
        Wanted: {
            customer: string;
            due_at: string | null;
            duration_s: number;
            lat: number;
            lon: number;
            order_kind: string;
            service_order: string;
            skills: string[];
            windows: components["schemas"]["Span"][];
        };
        /** WantedLine */
        WantedLine: {
            /** @default  */
            note: string;
            part: string;
            quantity: number;
        };
        /** WantedPlan */
        WantedPlan: {
            lines: components["schemas"]["WantedLine"][];
            /** @default  */
            note: string;
        };
        /** Finding */
        warrantyfindingsFinding: {
            /** Format: date-time */
            at: string;
            by: string;
            found: components["schemas"]["inventorywarrantyfindingsFound"];
            id: number;
            note: string;
            order: string;
            part: string | null;
            withdrawn_at: string | null;
            /** @default  */
            withdrawn_because: string;
            withdrawn_by: string | null;
        };
        /** Ended */
        weatherEnded: {
            /** Format: date-time */
            to_at: string;
        };
        /**
         * State
         * @enum {string}
         */
        weatherState: "in_force" | "ended" | "withdrawn";
        /** Webhook */
        Webhook: {
            active: boolean;
            failing_since: string | null;
            families: components["schemas"]["Family"][];
            id: number;
            /** Format: date-time */
            made_at: string;
            made_by: string;
            node: string;
            note: string;
            problem: components["schemas"]["Trouble"] | null;
            url: string;
        };
        /** WebhookChange */
        WebhookChange: {
            active?: boolean | null;
            families?: components["schemas"]["Family"][] | null;
            note?: string | null;
            url?: string | null;
        };
        /**
         * Why
         * @enum {string}
         */
        Why: "not_due" | "no_cause";
        /**
         * Wish
         * @enum {string}
         */
        Wish: "preferred" | "refused" | "none";
        /** WishSheet */
        WishSheet: {
            customer: string;
            /** @default [] */
            rests: components["schemas"]["inventorycustomerwishesRest"][];
            /** @default [] */
            said: components["schemas"]["RecordedWish"][];
            /** @default [] */
            wishes: components["schemas"]["RecordedWish"][];
        };
        /** Withdrawal */
        Withdrawal: {
            /** Format: date-time */
            at: string;
            by: string;
            reason: string;
        };
        /** WithdrawnStep */
        WithdrawnStep: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "withdrawn";
            id: string;
            of: string;
            reason: string;
        };
        /** WorkDoneStep */
        WorkDoneStep: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @constant */
            did: "work_done";
            id: string;
            text: string;
        };
        /**
         * WorkingDay
         * @default {
         *       "areas": [],
         *       "begins_at": "home",
         *       "ends_at": "home",
         *       "overtime": true,
         *       "tools": []
         *     }
         */
        WorkingDay: {
            /** @default [] */
            areas: string[];
            begins_at?: components["schemas"]["DayPlace"];
            ends_at?: components["schemas"]["DayPlace"];
            most_distance_m?: number | null;
            most_visits?: number | null;
            /** @default true */
            overtime: boolean;
            /** @default [] */
            tools: string[];
        };
        /** WorkingTime */
        WorkingTime: {
            /**
             * Format: time-local
             * @default 11:30:00
             */
            break_from: string;
            /** @default 0 */
            break_s: number;
            /**
             * Format: time-local
             * @default 13:00:00
             */
            break_until: string;
            /** Format: time-local */
            ends: string;
            /** Format: time-local */
            starts: string;
            weekday: number;
        };
        /** WriteOff */
        WriteOff: {
            note: string;
            reason: components["schemas"]["WrittenOff"];
        };
        /**
         * WrittenOff
         * @enum {string}
         */
        WrittenOff: "scrapped" | "lost" | "kept";
        /** WrongField */
        WrongField: {
            code: string;
            message: string;
            path: string;
            value: string;
        };
        /** ZoneProblem */
        ZoneProblem: {
            code: string;
            feature: number;
            id: string | null;
            message_en: string;
            message_zh: string;
            path: string;
            value: string;
        };
        /** ZoneReport */
        ZoneReport: {
            committed: boolean;
            holes: components["schemas"]["Hole"][];
            overlaps: components["schemas"]["Overlap"][];
            problems: components["schemas"]["ZoneProblem"][];
            zones: string[];
        };
        /** ZonesGiven */
        ZonesGiven: {
            collection: {
                [key: string]: unknown;
            };
            /** @default false */
            commit: boolean;
            coordinates?: components["schemas"]["CoordinateSystem"];
        };
        /** ZoneShape */
        ZoneShape: {
            area: components["schemas"]["AreaKind"];
            id: string;
            outlet: string;
            polygon: {
                [key: string]: unknown;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    show_area: {
        parameters: {
            query: {
                coordinates?: "bd09" | "gcj02" | "wgs84";
                lat: number;
                lon: number;
                outlet: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Area"];
                };
            };
        };
    };
    list_audit_log: {
        parameters: {
            query?: {
                actor?: string;
                format?: "csv" | "json" | "xlsx";
                key?: string;
                limit?: number;
                offset?: number;
                operation?: string;
                ordering?: "-at" | "-id" | "at" | "id";
                request_id?: string;
                since?: string;
                table?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAuditEntry"];
                };
            };
        };
    };
    list_backup_units: {
        parameters: {
            query?: {
                customer?: string;
                format?: "csv" | "json" | "xlsx";
                home?: string;
                limit?: number;
                offset?: number;
                ordering?: "-part" | "-place" | "-serial" | "-since" | "part" | "place" | "serial" | "since";
                part?: string;
                place?: string;
                state?: "at_customer" | "coming_back" | "in_pool" | "in_repair" | "on_its_way" | "set_aside" | "written_off";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBackupUnit"];
                };
            };
        };
    };
    register_backup_unit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUnit"];
            };
        };
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupUnit"];
                };
            };
        };
    };
    show_backup_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupUnit"];
                };
            };
        };
    };
    let_unit_arrive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Going"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupUnit"];
                };
            };
        };
    };
    free_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Remark"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupUnit"];
                };
            };
        };
    };
    hand_unit_over: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Remark"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupUnit"];
                };
            };
        };
    };
    show_unit_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitHistory"];
                };
            };
        };
    };
    move_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Going"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupUnit"];
                };
            };
        };
    };
    repair_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Going"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupUnit"];
                };
            };
        };
    };
    unit_is_repaired: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Remark"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupUnit"];
                };
            };
        };
    };
    send_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sending"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupUnit"];
                };
            };
        };
    };
    set_unit_aside: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Remark"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupUnit"];
                };
            };
        };
    };
    take_unit_back: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Going"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupUnit"];
                };
            };
        };
    };
    write_unit_off: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteOff"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupUnit"];
                };
            };
        };
    };
    show_calendar: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownCalendar"];
                };
            };
        };
    };
    list_overrides: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-day" | "day";
                since?: string;
                until?: string;
                working?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageDayOverride"];
                };
            };
        };
    };
    override_day: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DayOverride"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayOverride"];
                };
            };
        };
    };
    remove_override: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_scores: {
        parameters: {
            query?: {
                code?: string;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                of?: "outlet" | "province" | "technician";
                offset?: number;
                ordering?: "-callbacks" | "-code" | "-of" | "-score" | "callbacks" | "code" | "of" | "score";
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageScoreShown"];
                };
            };
        };
    };
    show_score: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
                of: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Total"];
                };
            };
        };
    };
    list_callbacks: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                kind?: "chaser" | "complaint" | "consultation" | "inspection" | "installation" | "repair" | "swap";
                limit?: number;
                offset?: number;
                ordering?: "-closed_at" | "-due_at" | "-outlet" | "-technician" | "-visit" | "closed_at" | "due_at" | "outlet" | "technician" | "visit";
                outlet?: string;
                result?: "dissatisfied" | "fair" | "no_answer" | "satisfied" | "very_satisfied";
                service_order?: string;
                state?: "answered" | "due" | "tried" | "unreached";
                technician?: string;
                today?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCallbackShown"];
                };
            };
        };
    };
    show_callback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackShown"];
                };
            };
        };
    };
    record_call: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallMade"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackShown"];
                };
            };
        };
    };
    register_complaint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackShown"];
                };
            };
        };
    };
    reopen_visited: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackShown"];
                };
            };
        };
    };
    show_cause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CauseShown"];
                };
            };
        };
    };
    confirm_cause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ruled"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CauseShown"];
                };
            };
        };
    };
    revise_cause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ruled"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CauseShown"];
                };
            };
        };
    };
    list_charges: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-outlet" | "-service_order" | "-state" | "outlet" | "service_order" | "state";
                outlet?: string;
                service_order?: string;
                state?: "consented" | "declined" | "quoted" | "receipted" | "worked";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageChargeableShown"];
                };
            };
        };
    };
    list_check_lists: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                kind?: string;
                limit?: number;
                newest?: boolean;
                offset?: number;
                ordering?: "-kind" | "-made_at" | "-version" | "kind" | "made_at" | "version";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCheckListHead"];
                };
            };
        };
    };
    make_check_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCheckList"];
            };
        };
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckList"];
                };
            };
        };
    };
    show_check_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckList"];
                };
            };
        };
    };
    show_check_list_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckList"];
                };
            };
        };
    };
    list_clocks: {
        parameters: {
            query?: {
                due_before?: string;
                due_holder?: string;
                format?: "csv" | "json" | "xlsx";
                holder?: string;
                kind?: "answer" | "arranged" | "arrive" | "book_time" | "checked" | "complaint_answer" | "escalation" | "forward_to_outlet" | "forward_to_province" | "restore" | "swap";
                limit?: number;
                missed_since?: string;
                offset?: number;
                order?: string;
                ordering?: "-due_at" | "-started_at" | "due_at" | "started_at";
                standing?: "cancelled" | "met" | "missed" | "paused" | "running";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageShownClock"];
                };
            };
        };
    };
    list_contracts: {
        parameters: {
            query?: {
                customer?: string;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-customer" | "-number" | "-valid_from" | "customer" | "number" | "valid_from";
                profile?: string;
                service_class?: "A" | "B" | "C";
                valid_on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageContract"];
                };
            };
        };
    };
    sign_contract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Contract"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contract"];
                };
            };
        };
    };
    show_contract: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contract"];
                };
            };
        };
    };
    end_contract: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ending"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contract"];
                };
            };
        };
    };
    list_crises: {
        parameters: {
            query?: {
                complaint?: string;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                node?: string;
                offset?: number;
                ordering?: "-complaint" | "-recognised_at" | "complaint" | "recognised_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCrisis"];
                };
            };
        };
    };
    list_customers: {
        parameters: {
            query?: {
                contract?: boolean;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-code" | "-name" | "code" | "name";
                phone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCustomer"];
                };
            };
        };
    };
    register_customer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCustomer"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
        };
    };
    set_customer_rests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rests"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishSheet"];
                };
            };
        };
    };
    show_customer_wishes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishSheet"];
                };
            };
        };
    };
    say_customer_wish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWish"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishSheet"];
                };
            };
        };
    };
    check_entitlement: {
        parameters: {
            query: {
                component?: "electrical" | "main" | "mechanical" | "plastic" | "replaced" | "unit" | "wear";
                exclusions?: ("dismantled" | "environment" | "force_majeure" | "misuse" | "storage" | "transport")[];
                fault: string;
                foreign_parts?: string[];
                on?: string;
                part?: string;
                performance?: boolean;
                unit: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entitlement"];
                };
            };
        };
    };
    list_events: {
        parameters: {
            query?: {
                after?: number;
                family?: "backup_unit" | "callback" | "cause" | "clock" | "crisis" | "exchange" | "incentive_run" | "inspection" | "plan" | "purchase" | "quota" | "quota_request" | "quote" | "service_order" | "shipment" | "spot_check" | "stock_count" | "visit" | "webhook";
                format?: "csv" | "json" | "xlsx";
                key?: string;
                limit?: number;
                offset?: number;
                ordering?: "-position" | "position";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageEvent"];
                };
            };
        };
    };
    follow_events: {
        parameters: {
            query?: {
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
        };
    };
    list_exchanges: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                new_unit?: string;
                offset?: number;
                ordering?: "-number" | "-requested_at" | "-unit" | "number" | "requested_at" | "unit";
                outlet?: string;
                service_order?: string;
                state?: "confirmed" | "exchanged" | "refunded" | "refused" | "requested" | "withdrawn";
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageExchangeShown"];
                };
            };
        };
    };
    show_exchange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeShown"];
                };
            };
        };
    };
    appraise_exchange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAppraisal"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeShown"];
                };
            };
        };
    };
    appraise_exchange_again: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebvisitsReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeShown"];
                };
            };
        };
    };
    exchange_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMachine"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeShown"];
                };
            };
        };
    };
    refund_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refunded"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeShown"];
                };
            };
        };
    };
    withdraw_exchange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebvisitsReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeShown"];
                };
            };
        };
    };
    list_faults: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-code" | "-name_en" | "-name_zh" | "code" | "name_en" | "name_zh";
                product_type?: "front_loader" | "top_loader" | "twin_tub" | "washer_dryer";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageFault"];
                };
            };
        };
    };
    add_fault: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["partsFault"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["partsFault"];
                };
            };
        };
    };
    upload_file: {
        parameters: {
            query: {
                kind: "import" | "photo" | "signature";
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredFile"];
                };
            };
        };
    };
    download_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
        };
    };
    foresee_promise: {
        parameters: {
            query: {
                coordinates?: "bd09" | "gcj02" | "wgs84";
                kind?: "chaser" | "complaint" | "consultation" | "inspection" | "installation" | "repair" | "swap";
                lat: number;
                lon: number;
                node?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Foreseen"];
                };
            };
        };
    };
    show_import_columns: {
        parameters: {
            query: {
                kind: "customers" | "demand" | "part_fits" | "partners" | "parts" | "prices" | "quotas" | "receipt_cards" | "service_orders" | "settlements" | "stock" | "units_sold";
                mode: "add" | "set";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportColumns"];
                };
            };
        };
    };
    download_import_template: {
        parameters: {
            query: {
                form?: "csv" | "xlsx";
                kind: "customers" | "demand" | "part_fits" | "partners" | "parts" | "prices" | "quotas" | "receipt_cards" | "service_orders" | "settlements" | "stock" | "units_sold";
                mode: "add" | "set";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
        };
    };
    list_imports: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                kind?: "customers" | "demand" | "part_fits" | "partners" | "parts" | "prices" | "quotas" | "receipt_cards" | "service_orders" | "settlements" | "stock" | "units_sold";
                limit?: number;
                offset?: number;
                ordering?: "-id" | "-made_at" | "id" | "made_at";
                status?: "checked" | "committed" | "committing" | "expired" | "queued" | "refused";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageImportHead"];
                };
            };
        };
    };
    upload_import: {
        parameters: {
            query: {
                kind: "customers" | "demand" | "part_fits" | "partners" | "parts" | "prices" | "quotas" | "receipt_cards" | "service_orders" | "settlements" | "stock" | "units_sold";
                mode: "add" | "set";
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportHead"];
                };
            };
        };
    };
    show_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportHead"];
                };
            };
        };
    };
    commit_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportHead"];
                };
            };
        };
    };
    list_import_problems: {
        parameters: {
            query?: {
                code?: string;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-row" | "row";
            };
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageReportRow"];
                };
            };
        };
    };
    list_import_rows: {
        parameters: {
            query?: {
                effect?: "added" | "changed" | "unchanged";
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-row" | "row";
            };
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePreviewRow"];
                };
            };
        };
    };
    list_incentive_lines: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                kind?: "forwarded_late" | "head_office_fault" | "month_bonus" | "month_orders" | "on_time" | "outlet_late" | "province_fault";
                limit?: number;
                node?: string;
                offset?: number;
                ordering?: "-amount_fen" | "-key" | "-node" | "-province" | "amount_fen" | "key" | "node" | "province";
                outlet?: string;
                post?: "chasing_clerk" | "director" | "forwarding_clerk" | "outlet" | "parts_administrator" | "parts_group";
                province?: string;
                run?: string;
                service_order?: string;
                technician?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRunLine"];
                };
            };
        };
    };
    list_incentive_postings: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-run" | "-transfer" | "run" | "transfer";
                run?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageIncentivePosting"];
                };
            };
        };
    };
    list_incentive_runs: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-as_of" | "-number" | "-period" | "-status" | "as_of" | "number" | "period" | "status";
                period?: string;
                status?: "posted" | "previewed" | "replaced";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRunHead"];
                };
            };
        };
    };
    preview_incentive_run: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRun"];
            };
        };
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunShown"];
                };
            };
        };
    };
    show_incentive_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunShown"];
                };
            };
        };
    };
    post_incentive_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunShown"];
                };
            };
        };
    };
    print_incentive_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    list_incentive_totals: {
        parameters: {
            query?: {
                as_of?: string;
                by?: "order" | "outlet" | "party" | "province" | "technician";
                code?: string;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-amount_fen" | "-by" | "-code" | "-lines" | "amount_fen" | "by" | "code" | "lines";
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageIncentiveTotal"];
                };
            };
        };
    };
    list_incentive_unsettled: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-run" | "-service_order" | "-why" | "run" | "service_order" | "why";
                run?: string;
                service_order?: string;
                why?: "no_cause" | "not_due";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageUnsettledOrder"];
                };
            };
        };
    };
    list_incentives: {
        parameters: {
            query?: {
                as_of?: string;
                format?: "csv" | "json" | "xlsx";
                kind?: "forwarded_late" | "head_office_fault" | "month_bonus" | "month_orders" | "on_time" | "outlet_late" | "province_fault";
                limit?: number;
                node?: string;
                offset?: number;
                order?: string;
                ordering?: "-amount_fen" | "-key" | "-node" | "-province" | "amount_fen" | "key" | "node" | "province";
                outlet?: string;
                period?: string;
                post?: "chasing_clerk" | "director" | "forwarding_clerk" | "outlet" | "parts_administrator" | "parts_group";
                province?: string;
                technician?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageIncentiveLine"];
                };
            };
        };
    };
    list_inspection_plans: {
        parameters: {
            query?: {
                customer?: string;
                every_months?: number;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                node?: string;
                offset?: number;
                ordering?: "-customer" | "-node" | "-number" | "-starts_on" | "customer" | "node" | "number" | "starts_on";
                running?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageInspectionPlan"];
                };
            };
        };
    };
    make_inspection_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InspectionPlan"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionPlan"];
                };
            };
        };
    };
    show_inspection_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionPlan"];
                };
            };
        };
    };
    change_inspection_plan: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InspectionPlan"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionPlan"];
                };
            };
        };
    };
    end_inspection_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["inspectionplansEnded"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionPlan"];
                };
            };
        };
    };
    show_upcoming: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DueVisit"][];
                };
            };
        };
    };
    list_inspections: {
        parameters: {
            query?: {
                customer?: string;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                node?: string;
                offset?: number;
                ordering?: "-node" | "-number" | "-period_first" | "-state" | "node" | "number" | "period_first" | "state";
                plan?: string;
                service_order?: string;
                state?: "cancelled" | "due" | "late" | "open" | "reported";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageInspectionHead"];
                };
            };
        };
    };
    show_inspection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionShown"];
                };
            };
        };
    };
    record_answers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswersTold"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionShown"];
                };
            };
        };
    };
    cancel_inspection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebvisitsReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionShown"];
                };
            };
        };
    };
    register_repairs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepairsWanted"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairsRegistered"];
                };
            };
        };
    };
    report_inspection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reported"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionShown"];
                };
            };
        };
    };
    print_inspection_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    list_lent_units: {
        parameters: {
            query?: {
                customer?: string;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-due_at" | "due_at";
                part?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageLentUnit"];
                };
            };
        };
    };
    list_locations: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                kind?: "customer_site" | "returns_reusable" | "returns_scrap" | "transit" | "van" | "warehouse" | "workshop";
                limit?: number;
                node?: string;
                offset?: number;
                ordering?: "-code" | "-node" | "code" | "node";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageLocation"];
                };
            };
        };
    };
    open_location: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Location"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
        };
    };
    show_map: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownBase"];
                };
            };
        };
    };
    send_map_file: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
        };
    };
    send_map_tile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                layer: number;
                x: number;
                y: number;
                z: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
        };
    };
    list_missed_promises: {
        parameters: {
            query?: {
                cause?: "appointment_moved" | "customer_awaited" | "forwarded_late" | "missing_part" | "part_sent_late" | "part_sent_wrong" | "too_slow" | "weather" | "wrong_dispatch";
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                order?: string;
                ordering?: "-due_at" | "-late_s" | "-order" | "-outlet" | "-owner" | "-province" | "-state" | "due_at" | "late_s" | "order" | "outlet" | "owner" | "province" | "state";
                outlet?: string;
                owner?: "customer" | "head_office" | "outlet" | "province" | "weather";
                period?: string;
                promise?: string;
                province?: string;
                state?: "confirmed" | "open";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageMissedRow"];
                };
            };
        };
    };
    list_nodes: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                kind?: "head_office" | "partner" | "province";
                limit?: number;
                offset?: number;
                ordering?: "-code" | "-name_en" | "-name_zh" | "code" | "name_en" | "name_zh";
                parent?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageNode"];
                };
            };
        };
    };
    register_node: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Node"];
            };
        };
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                };
            };
        };
    };
    show_node: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                };
            };
        };
    };
    show_oidc: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OidcOffered"];
                };
            };
        };
    };
    finish_oidc_log_in: {
        parameters: {
            query?: {
                code?: string;
                error?: string;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    begin_oidc_log_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            303: {
                headers: {
                    location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_old_parts: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                node?: string;
                offset?: number;
                ordering?: "-due_on" | "-id" | "-node" | "-part" | "due_on" | "id" | "node" | "part";
                overdue?: boolean;
                part?: string;
                service_order?: string;
                state?: "open" | "partly_returned" | "returned" | "settled" | "sold" | "waived";
                visit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOldPart"];
                };
            };
        };
    };
    show_old_part: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OldPart"];
                };
            };
        };
    };
    waive_old_part: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebvisitsReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OldPart"];
                };
            };
        };
    };
    show_order_figures: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderDay"][];
                };
            };
        };
    };
    list_order_steps: {
        parameters: {
            query?: {
                by?: string;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                node?: string;
                offset?: number;
                ordering?: "-at" | "-id" | "-node" | "at" | "id" | "node";
                service_order?: string;
                verb?: "amend" | "answer" | "assign" | "book" | "cancel" | "close" | "escalate" | "finish" | "forward" | "merge" | "register" | "reopen" | "resume" | "send_back" | "settle" | "start" | "unbook" | "wait";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageStep"];
                };
            };
        };
    };
    list_ties: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                holds?: boolean;
                kind?: "after" | "other_technician" | "same_technician";
                limit?: number;
                offset?: number;
                order?: string;
                ordering?: "-at" | "-id" | "-kind" | "at" | "id" | "kind";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageTie"];
                };
            };
        };
    };
    tie_orders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTie"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tie"];
                };
            };
        };
    };
    untie_orders: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tie: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebvisitsReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tie"];
                };
            };
        };
    };
    list_other_sales: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-id" | "-serial" | "-sold_on" | "id" | "serial" | "sold_on";
                serial?: string;
                sold_by?: string;
                state?: "open" | "rejected" | "upheld";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOtherSale"];
                };
            };
        };
    };
    tell_other_sale: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOtherSale"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OtherSale"];
                };
            };
        };
    };
    settle_other_sale: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FoundOut"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OtherSale"];
                };
            };
        };
    };
    show_part_figures: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartDay"][];
                };
            };
        };
    };
    print_labels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    list_parts: {
        parameters: {
            query?: {
                category?: "electrical" | "main" | "mechanical" | "plastic" | "wear" | "whole_unit";
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                model?: string;
                must_return?: boolean;
                number?: string[];
                offset?: number;
                ordering?: "-name_en" | "-name_zh" | "-number" | "-unit_cost_fen" | "name_en" | "name_zh" | "number" | "unit_cost_fen";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePart"];
                };
            };
        };
    };
    add_part: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Part"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Part"];
                };
            };
        };
    };
    show_part: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChainedPart"];
                };
            };
        };
    };
    show_serial_movements: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
                serial: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Movement"][];
                };
            };
        };
    };
    search_parts: {
        parameters: {
            query: {
                limit?: number;
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartsFound"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordByLink"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_plans: {
        parameters: {
            query?: {
                day?: string;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-day" | "-id" | "-requested_at" | "day" | "id" | "requested_at";
                province?: string;
                state?: "cancelled" | "discarded" | "draft" | "failed" | "published" | "queued" | "running" | "superseded";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePlanHead"];
                };
            };
        };
    };
    request_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanOrdered"];
            };
        };
        responses: {
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"];
                };
            };
        };
    };
    show_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanSheet"];
                };
            };
        };
    };
    plan_again: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"];
                };
            };
        };
    };
    cancel_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"];
                };
            };
        };
    };
    compare_plans: {
        parameters: {
            query: {
                other: number;
            };
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                };
            };
        };
    };
    copy_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"];
                };
            };
        };
    };
    discard_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"];
                };
            };
        };
    };
    show_edits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanEdit"][];
                };
            };
        };
    };
    end_search: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"];
                };
            };
        };
    };
    lock_plan: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Locked"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"];
                };
            };
        };
    };
    show_premises: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPremises"];
                };
            };
        };
    };
    publish_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seen"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"];
                };
            };
        };
    };
    redo_edit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seen"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"];
                };
            };
        };
    };
    print_route_sheets: {
        parameters: {
            query?: {
                technician?: string;
            };
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    undo_edit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seen"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"];
                };
            };
        };
    };
    place_visit: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                order: string;
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlacedAt"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"];
                };
            };
        };
    };
    show_chances: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order: string;
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chance"][];
                };
            };
        };
    };
    judge_placing: {
        parameters: {
            query?: {
                position?: number;
                technician?: string;
            };
            header?: never;
            path: {
                order: string;
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verdict"];
                };
            };
        };
    };
    withdraw_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"];
                };
            };
        };
    };
    request_plans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlansOrdered"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHead"][];
                };
            };
        };
    };
    list_policies: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                name?: string;
                offset?: number;
                on?: string;
                ordering?: "-enacted_at" | "-name" | "-valid_from" | "enacted_at" | "name" | "valid_from";
                replaced?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageEnacted"];
                };
            };
        };
    };
    enact_policy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Policy"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enacted"];
                };
            };
        };
    };
    list_models: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-code" | "-name_en" | "-name_zh" | "code" | "name_en" | "name_zh";
                product_type?: "front_loader" | "top_loader" | "twin_tub" | "washer_dryer";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageProductModel"];
                };
            };
        };
    };
    add_model: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductModel"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductModel"];
                };
            };
        };
    };
    list_needs: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-part" | "-to_buy" | "-waiting" | "part" | "to_buy" | "waiting";
                part?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePurchaseNeed"];
                };
            };
        };
    };
    list_purchases: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-expected_on" | "-number" | "-part" | "-status" | "expected_on" | "number" | "part" | "status";
                part?: string;
                status?: "cancelled" | "ordered" | "received";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePurchase"];
                };
            };
        };
    };
    order_parts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPurchase"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
        };
    };
    show_purchase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
        };
    };
    postpone_purchase: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Postponement"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
        };
    };
    cancel_purchase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
        };
    };
    receive_purchase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Arrival"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
        };
    };
    list_grants: {
        parameters: {
            query?: {
                category?: "electrical" | "main" | "mechanical" | "plastic" | "wear" | "whole_unit";
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-granted_at" | "-partner" | "-period" | "-reference" | "granted_at" | "partner" | "period" | "reference";
                partner?: string;
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageGranted"];
                };
            };
        };
    };
    grant_quota: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuotaGrant"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaGrant"];
                };
            };
        };
    };
    list_requests: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-number" | "-partner" | "-period" | "-status" | "number" | "partner" | "period" | "status";
                partner?: string;
                period?: string;
                status?: "approved" | "cancelled" | "closed" | "draft" | "over_quota" | "partly_approved" | "picked" | "received" | "rejected" | "reserved" | "shipped" | "submitted";
                terms?: "cash" | "credit";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageQuotaRequest"];
                };
            };
        };
    };
    ask_for_parts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferedRequest"];
                };
            };
        };
    };
    show_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferedRequest"];
                };
            };
        };
    };
    amend_request: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferedRequest"];
                };
            };
        };
    };
    approve_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decision"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaRequest"];
                };
            };
        };
    };
    cancel_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaRequest"];
                };
            };
        };
    };
    show_consequences: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consequences"];
                };
            };
        };
    };
    pay_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaRequest"];
                };
            };
        };
    };
    pick_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PickingOrder"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
        };
    };
    print_request_pick_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    reject_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rejection"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaRequest"];
                };
            };
        };
    };
    reserve_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaRequest"];
                };
            };
        };
    };
    submit_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaRequest"];
                };
            };
        };
    };
    show_supply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppliedLine"][];
                };
            };
        };
    };
    undo_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaRequest"];
                };
            };
        };
    };
    propose_allocation: {
        parameters: {
            query?: {
                part?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["fieldopsactionsallocationProposal"];
                };
            };
        };
    };
    rule_on_requests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rulings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outcomes"];
                };
            };
        };
    };
    list_waiting_requests: {
        parameters: {
            query?: {
                view?: "all" | "holding_up" | "mine" | "over_quota" | "overdue";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingRequests"];
                };
            };
        };
    };
    list_quotas: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-left_fen" | "-partner" | "-period" | "left_fen" | "partner" | "period";
                partner?: string;
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageQuotaMonth"];
                };
            };
        };
    };
    print_quota_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    record_cards: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Cards"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptCard"][];
                };
            };
        };
    };
    list_reserve_plans: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                late?: boolean;
                limit?: number;
                offset?: number;
                ordering?: "-file_by" | "-late_days" | "-number" | "-partner" | "-season" | "-status" | "-year" | "file_by" | "late_days" | "number" | "partner" | "season" | "status" | "year";
                partner?: string;
                season?: string;
                status?: "draft" | "filed";
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageReservePlanHead"];
                };
            };
        };
    };
    propose_reserve_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlan"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservePlan"];
                };
            };
        };
    };
    show_reserve_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservePlan"];
                };
            };
        };
    };
    edit_reserve_plan: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedPlan"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservePlan"];
                };
            };
        };
    };
    file_reserve_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservePlan"];
                };
            };
        };
    };
    propose_reserve_plan_again: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservePlan"];
                };
            };
        };
    };
    withdraw_reserve_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservePlan"];
                };
            };
        };
    };
    list_filings: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-late_days" | "-missing" | "-partner" | "-province" | "-standing" | "late_days" | "missing" | "partner" | "province" | "standing";
                partner?: string;
                province?: string;
                season?: string;
                standing?: "due" | "filed" | "filed_late" | "overdue";
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageFiling"];
                };
            };
        };
    };
    list_orders: {
        parameters: {
            query?: {
                at_risk_h?: number;
                chased?: boolean;
                crisis?: boolean;
                customer?: string;
                escalated_to?: "head_office" | "province" | "vendor";
                fault_level?: number;
                format?: "csv" | "json" | "xlsx";
                kind?: "chaser" | "complaint" | "consultation" | "inspection" | "installation" | "repair" | "swap";
                limit?: number;
                offset?: number;
                open?: boolean;
                ordering?: "-fault_level" | "-number" | "-registered_at" | "fault_level" | "number" | "registered_at";
                outlet?: string;
                province?: string;
                status?: "assigned" | "booked" | "cancelled" | "closed" | "done" | "duplicate" | "forwarded" | "in_progress" | "registered" | "waiting";
                unbooked?: boolean;
                unit?: string;
                waiting_for?: "consent" | "customer" | "part" | "weather" | "workshop";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageServiceOrder"];
                };
            };
        };
    };
    register_order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceOrder"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    show_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    amend_order: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Amendment"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    answer_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopsweborderlivesAnswer"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    arrange_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Moment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownClock"];
                };
            };
        };
    };
    assign_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assignment"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    cancel_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopsweborderlivesReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    show_charges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeableShown"];
                };
            };
        };
    };
    record_consent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConsent"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeableShown"];
                };
            };
        };
    };
    decline_quote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebvisitsReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeableShown"];
                };
            };
        };
    };
    make_quote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewQuote"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeableShown"];
                };
            };
        };
    };
    give_receipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiptWanted"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeableShown"];
                };
            };
        };
    };
    show_chasers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"][];
                };
            };
        };
    };
    check_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Moment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownClock"];
                };
            };
        };
    };
    show_order_clocks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownClock"][];
                };
            };
        };
    };
    pause_clock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Pausing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownClock"];
                };
            };
        };
    };
    resume_clock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Moment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownClock"];
                };
            };
        };
    };
    close_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    show_desk_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSheet"];
                };
            };
        };
    };
    show_duplicates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PossibleDuplicate"][];
                };
            };
        };
    };
    show_order_entitlement: {
        parameters: {
            query?: {
                part?: string;
            };
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entitlement"];
                };
            };
        };
    };
    escalate_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EscalationAsked"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    request_exchange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskedFor"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeShown"];
                };
            };
        };
    };
    finish_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    forward_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Forwarding"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    merge_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Merging"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    show_order_parts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPart"][];
                };
            };
        };
    };
    record_reached: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Turned"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    reopen_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopsweborderlivesReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    resume_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    send_order_back: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopsweborderlivesReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    settle_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["orderlivesOutcome"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    let_order_wait: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Waiting"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceOrder"];
                };
            };
        };
    };
    record_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFinding"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["warrantyfindingsFinding"];
                };
            };
        };
    };
    list_desk_orders: {
        parameters: {
            query?: {
                kind?: "chaser" | "complaint" | "consultation" | "inspection" | "installation" | "repair" | "swap";
                limit?: number;
                node?: string;
                offset?: number;
                q?: string;
                status?: "assigned" | "booked" | "cancelled" | "closed" | "done" | "duplicate" | "forwarded" | "in_progress" | "registered" | "waiting";
                view?: "all" | "at_risk" | "chased" | "crisis" | "late" | "mine" | "open" | "unbooked" | "waiting";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskOrders"];
                };
            };
        };
    };
    list_zones: {
        parameters: {
            query?: {
                area?: "rural" | "urban";
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-area" | "-id" | "-outlet" | "area" | "id" | "outlet";
                outlet?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageZoneShape"];
                };
            };
        };
    };
    draw_zone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ZoneShape"];
            };
        };
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZoneShape"];
                };
            };
        };
    };
    show_zone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                zone_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZoneShape"];
                };
            };
        };
    };
    remove_zone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                zone_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    import_zones: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ZonesGiven"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZoneReport"];
                };
            };
        };
    };
    show_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    open_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogIn"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "Set-Cookie"?: unknown;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSession"][];
                };
            };
        };
    };
    revoke_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_shelves: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                location?: string;
                offset?: number;
                ordering?: "-location" | "-part" | "-shelf" | "location" | "part" | "shelf";
                part?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageShelf"];
                };
            };
        };
    };
    put_on_shelf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Shelf"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shelf"];
                };
            };
        };
    };
    list_shipments: {
        parameters: {
            query?: {
                destination?: string;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-destination" | "-number" | "-source" | "-status" | "destination" | "number" | "source" | "status";
                source?: string;
                status?: "arrived" | "cancelled" | "picked" | "received" | "shipped";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageShipment"];
                };
            };
        };
    };
    move_stock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Moving"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
        };
    };
    show_shipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
        };
    };
    cancel_shipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
        };
    };
    expect_shipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebshipmentsExpected"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
        };
    };
    print_pick_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    print_receipt_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    receive_shipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Receipt"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
        };
    };
    send_shipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Dispatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
        };
    };
    list_skills: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-code" | "code";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSkill"];
                };
            };
        };
    };
    add_skill: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Skill"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
        };
    };
    list_units: {
        parameters: {
            query?: {
                customer?: string;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                model?: string;
                offset?: number;
                ordering?: "-serial" | "-sold_on" | "serial" | "sold_on";
                sold_by?: string;
                use_class?: string;
                without_card?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSoldUnit"];
                };
            };
        };
    };
    register_unit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SoldUnit"];
            };
        };
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SoldUnit"];
                };
            };
        };
    };
    show_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SoldUnit"];
                };
            };
        };
    };
    correct_unit: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitCorrection"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SoldUnit"];
                };
            };
        };
    };
    show_unit_warranty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitWarranty"];
                };
            };
        };
    };
    list_draws: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-period" | "period";
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSampleDraw"];
                };
            };
        };
    };
    draw_spot_checks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDraw"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownDraw"];
                };
            };
        };
    };
    show_draw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownDraw"];
                };
            };
        };
    };
    list_drawn_from: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-order" | "-outlet" | "-period" | "order" | "outlet" | "period";
                outlet?: string;
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRepairInDraw"];
                };
            };
        };
    };
    list_spot_checks: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-outlet" | "-period" | "-state" | "-way" | "outlet" | "period" | "state" | "way";
                outlet?: string;
                period?: string;
                state?: "drawn" | "failed" | "lifted" | "passed";
                way?: "call" | "visit";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCheckShown"];
                };
            };
        };
    };
    show_spot_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckShown"];
                };
            };
        };
    };
    fail_spot_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebspotchecksFound"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckShown"];
                };
            };
        };
    };
    lift_spot_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebvisitsReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckShown"];
                };
            };
        };
    };
    pass_spot_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebspotchecksFound"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckShown"];
                };
            };
        };
    };
    list_standing: {
        parameters: {
            query?: {
                category?: "electrical" | "main" | "mechanical" | "plastic" | "wear" | "whole_unit";
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-from_period" | "-partner" | "from_period" | "partner";
                partner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageStanding"];
                };
            };
        };
    };
    set_standing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StandingQuota"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingQuota"];
                };
            };
        };
    };
    list_stock: {
        parameters: {
            query?: {
                as_of?: string;
                below?: boolean;
                condition?: "" | "defective" | "new" | "reusable" | "scrap";
                format?: "csv" | "json" | "xlsx";
                kind?: "lent" | "set_aside" | "stock";
                limit?: number;
                location?: string;
                node?: string;
                offset?: number;
                ordering?: "-location" | "-on_hand" | "-part" | "-reserved" | "location" | "on_hand" | "part" | "reserved";
                owner?: string;
                part?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageStockLine"];
                };
            };
        };
    };
    list_counts: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                full?: boolean;
                limit?: number;
                offset?: number;
                ordering?: "-number" | "-place" | "number" | "place";
                place?: string;
                status?: "booked" | "cancelled" | "counted" | "counting" | "opened";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageStockCount"];
                };
            };
        };
    };
    open_count: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCount"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
                };
            };
        };
    };
    show_count: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
                };
            };
        };
    };
    approve_count: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Approval"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
                };
            };
        };
    };
    cancel_count: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
                };
            };
        };
    };
    show_differences: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
        };
    };
    enter_counted: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Entries"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
                };
            };
        };
    };
    finish_count: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
                };
            };
        };
    };
    recount_lines: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Recount"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
                };
            };
        };
    };
    list_stock_moves: {
        parameters: {
            query?: {
                destination?: string;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-destination" | "-number" | "-source" | "destination" | "number" | "source";
                reference?: string;
                source?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBookedMove"];
                };
            };
        };
    };
    carry_stock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockMove"];
            };
        };
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookedMove"];
                };
            };
        };
    };
    show_stock_move: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookedMove"];
                };
            };
        };
    };
    receive_stock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockReceipt"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockReceipt"];
                };
            };
        };
    };
    show_stock_course: {
        parameters: {
            query: {
                location?: string;
                months?: number;
                part: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
        };
    };
    show_stock_history: {
        parameters: {
            query: {
                cursor?: string;
                limit?: number;
                location?: string;
                part: string;
                purpose?: "claim" | "count" | "disposal" | "freight" | "inspection" | "issue" | "loan" | "move" | "offset" | "old_part" | "opening" | "payment" | "penalty" | "quota_draw" | "quota_grant" | "quota_lapse" | "quota_return" | "receipt" | "reward" | "sale" | "set_aside" | "swap";
                since?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryPage"];
                };
            };
        };
    };
    show_stock_matrix: {
        parameters: {
            query?: {
                below?: boolean;
                category?: "electrical" | "main" | "mechanical" | "plastic" | "wear" | "whole_unit";
                condition?: "" | "defective" | "new" | "reusable" | "scrap";
                fewer_than?: number;
                figure?: "available" | "on_hand" | "reserved";
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                model?: string;
                node?: string;
                offset?: number;
                ordering?: "-name_en" | "-name_zh" | "-part" | "name_en" | "name_zh" | "part";
                partners?: boolean;
                place_kind?: "customer_site" | "returns_reusable" | "returns_scrap" | "transit" | "van" | "warehouse" | "workshop";
                search?: string;
                with_stock?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageMatrixRow"];
                };
            };
        };
    };
    show_stock_totals: {
        parameters: {
            query?: {
                below?: boolean;
                category?: "electrical" | "main" | "mechanical" | "plastic" | "wear" | "whole_unit";
                condition?: "" | "defective" | "new" | "reusable" | "scrap";
                fewer_than?: number;
                model?: string;
                node?: string;
                partners?: boolean;
                place_kind?: "customer_site" | "returns_reusable" | "returns_scrap" | "transit" | "van" | "warehouse" | "workshop";
                search?: string;
                with_stock?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatrixTotals"];
                };
            };
        };
    };
    list_reservations: {
        parameters: {
            query?: {
                below?: boolean;
                format?: "csv" | "json" | "xlsx";
                held_for?: "other" | "plan" | "quota_request" | "shipment";
                limit?: number;
                location?: string;
                node?: string;
                offset?: number;
                ordering?: "-location" | "-part" | "-quantity" | "-since" | "location" | "part" | "quantity" | "since";
                part?: string;
                reference?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageHeld"];
                };
            };
        };
    };
    show_stock_tiers: {
        parameters: {
            query: {
                part: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tiers"];
                };
            };
        };
    };
    list_target_orders: {
        parameters: {
            query?: {
                as_of?: string;
                code?: string;
                days?: number;
                format?: "csv" | "json" | "xlsx";
                level?: "outlet" | "province" | "technician";
                limit?: number;
                offset?: number;
                order?: string;
                ordering?: "-code" | "-days" | "-due_at" | "-level" | "-order" | "-registered_at" | "code" | "days" | "due_at" | "level" | "order" | "registered_at";
                period?: string;
                standing?: "in_time" | "late" | "pending";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageTargetOrder"];
                };
            };
        };
    };
    list_targets: {
        parameters: {
            query?: {
                as_of?: string;
                code?: string;
                days?: number;
                format?: "csv" | "json" | "xlsx";
                level?: "outlet" | "province" | "technician";
                limit?: number;
                met?: boolean;
                offset?: number;
                ordering?: "-basis_points" | "-code" | "-counted" | "-days" | "-level" | "basis_points" | "code" | "counted" | "days" | "level";
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageTargetShare"];
                };
            };
        };
    };
    list_technicians: {
        parameters: {
            query?: {
                active?: boolean;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                node?: string;
                offset?: number;
                ordering?: "-code" | "-name_en" | "-node" | "code" | "name_en" | "node";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageTechnician"];
                };
            };
        };
    };
    register_technician: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Technician"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Technician"];
                };
            };
        };
    };
    show_technician: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Technician"];
                };
            };
        };
    };
    set_technician_day: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkingDay"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Technician"];
                };
            };
        };
    };
    list_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"][];
                };
            };
        };
    };
    make_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeToken"];
                };
            };
        };
    };
    revoke_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_tools: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-code" | "code";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageTool"];
                };
            };
        };
    };
    add_tool: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Tool"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tool"];
                };
            };
        };
    };
    keep_tools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Lying"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
        };
    };
    list_users: {
        parameters: {
            query?: {
                active?: boolean;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                node?: string;
                offset?: number;
                ordering?: "-login" | "-name" | "-role" | "login" | "name" | "role";
                role?: "administrator" | "call_centre" | "director" | "dispatcher" | "finance" | "partner_clerk" | "parts_administrator" | "parts_manager" | "technical" | "technician";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePerson"];
                };
            };
        };
    };
    register_user: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Person"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    show_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                login: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    change_user: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                login: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    make_reset_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                login: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetLink"];
                };
            };
        };
    };
    list_visits: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                node?: string;
                offset?: number;
                ordering?: "-booked_at" | "-node" | "-number" | "booked_at" | "node" | "number";
                service_order?: string;
                state?: "booked" | "cancelled" | "done" | "failed" | "on_site" | "on_the_way" | "planned" | "to_be_continued" | "to_workshop";
                technician?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageVisitShown"];
                };
            };
        };
    };
    book_visit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewVisit"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitShown"];
                };
            };
        };
    };
    show_visit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitShown"];
                };
            };
        };
    };
    assign_visit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assigned"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitShown"];
                };
            };
        };
    };
    cancel_visit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebvisitsReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitShown"];
                };
            };
        };
    };
    close_visit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Closing"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitShown"];
                };
            };
        };
    };
    pick_up_parts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitShown"];
                };
            };
        };
    };
    rebook_visit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rebooking"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitShown"];
                };
            };
        };
    };
    show_record: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptRecord"];
                };
            };
        };
    };
    print_record: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    correct_record: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Corrected"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptRecord"];
                };
            };
        };
    };
    show_records: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptRecord"][];
                };
            };
        };
    };
    print_one_record: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                n: number;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    reinstate_visit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitShown"];
                };
            };
        };
    };
    record_steps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepsTold"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitShown"];
                };
            };
        };
    };
    unassign_visit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitShown"];
                };
            };
        };
    };
    withdraw_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebvisitsReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["warrantyfindingsFinding"];
                };
            };
        };
    };
    list_alerts: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                kind?: "flood" | "fog" | "gale" | "heat" | "icy_roads" | "other" | "rainstorm" | "snowstorm" | "typhoon";
                limit?: number;
                node?: string;
                offset?: number;
                ordering?: "-from_at" | "-kind" | "-number" | "-state" | "from_at" | "kind" | "number" | "state";
                since?: string;
                state?: "ended" | "in_force" | "withdrawn";
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAlert"];
                };
            };
        };
    };
    record_alert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAlert"];
            };
        };
        responses: {
            201: {
                headers: {
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
        };
    };
    show_alert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
        };
    };
    end_alert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["weatherEnded"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
        };
    };
    withdraw_alert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["fieldopswebvisitsReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
        };
    };
    list_deliveries: {
        parameters: {
            query?: {
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                offset?: number;
                ordering?: "-id" | "id";
                state?: "delivered" | "given_up" | "waiting";
                webhook?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageDelivery"];
                };
            };
        };
    };
    replay_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
        };
    };
    list_webhooks: {
        parameters: {
            query?: {
                active?: boolean;
                format?: "csv" | "json" | "xlsx";
                limit?: number;
                node?: string;
                offset?: number;
                ordering?: "-id" | "-node" | "-url" | "id" | "node" | "url";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageWebhook"];
                };
            };
        };
    };
    make_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeWebhook"];
                };
            };
        };
    };
    show_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    remove_webhook: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_webhook: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    ping_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    replay_events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Replay"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
        };
    };
    change_webhook_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSecret"];
                };
            };
        };
    };
}
