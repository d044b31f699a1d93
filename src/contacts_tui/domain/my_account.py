"""The portal's MY ACCOUNT menu: its entries in their order, and which of them are other systems."""

from typing import Final

BILLING_CENTER: Final = "billing_center"
CONTACTS: Final = "contacts"

NAMES: Final = {
    BILLING_CENTER: "Billing Center",
    "reports": "Reports",
    "services": "Services",
    "orders": "Orders",
    "performance_and_security": "Performance and Security",
    "voice_services": "Voice Services",
    CONTACTS: "Contacts",
    "hierarchy": "Hierarchy",
    "notes": "Notes",
    "collaboration_and_messaging_services": "Collaboration And Messaging Services",
    "cloud_firewall_service_portal": "Cloud Firewall Service Portal",
}
"""What the portal calls each entry."""

ELSEWHERE: Final = tuple(entry for entry in NAMES if entry not in {BILLING_CENTER, CONTACTS})
"""The entries that are other systems, each with an address of its own."""
